import { useState } from 'react'
import { passwordProblem } from '../../../core/domain/password.ts'
import { api } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { FieldCode } from '../../ui/form/field-code.tsx'
import { FieldText } from '../../ui/form/fields.tsx'
import { Form } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { FieldPassword } from './field-password.tsx'
import { PasswordRules } from './password-rules.tsx'

interface RecoverProps {
  accounts: readonly { loginName: string; displayName: string }[]
  onDone: () => Promise<void>
  onClose: () => void
}

/** The printed secret sets a new password for one account. */
export function RecoverDialog({ open, ...props }: RecoverProps & { open: boolean }) {
  return (
    <Dialog open={open} title="忘记密码" className="recover" onClose={props.onClose}>
      <RecoverForm {...props} />
    </Dialog>
  )
}

function RecoverForm({ accounts, onDone, onClose }: RecoverProps) {
  const [values, setValues] = useState<Record<string, unknown>>({ loginName: accounts[0]?.loginName ?? null })
  const [busy, setBusy] = useState(false)
  const [message, setMessage] = useState<string>()
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : '')
  const problem = passwordProblem(text('newPassword'), text('loginName'))
  const errors = {
    recoverySecret: text('recoverySecret') === '' ? '请填写保管单上的恢复密钥' : undefined,
    newPassword: problem ?? undefined,
    again: text('again') === text('newPassword') ? undefined : '两次输入的新密码不一样',
  }
  const save = () => {
    setBusy(true)
    api.session
      .recover({
        loginName: text('loginName'),
        recoverySecret: text('recoverySecret'),
        newPassword: text('newPassword'),
      })
      .then(onDone)
      .catch((error: unknown) => {
        setMessage(messageOf(error))
        setBusy(false)
      })
  }
  return (
    <Form
      label="忘记密码"
      values={values}
      onChange={setValues}
      errors={errors}
      onSave={save}
      saveLabel="设新密码并登录"
      saving={busy}
      onCancel={onClose}
    >
      <p className="muted form-lead">取出第一次使用时打印的《恢复密钥保管单》。恢复密钥可以打开数据，用后请放回原处。</p>
      <div className="form-grid">
        <FieldCode
          name="loginName"
          label="人员"
          required
          span="full"
          options={accounts.map(({ loginName, displayName }) => ({ code: loginName, label: displayName }))}
        />
        <FieldText name="recoverySecret" label="恢复密钥" required span="full" placeholder="八组字母，横线和大小写都不要紧" />
        <FieldPassword name="newPassword" label="新密码" required span="half" />
        <FieldPassword name="again" label="再输一次" required span="half" />
        <PasswordRules password={text('newPassword')} loginName={text('loginName')} />
      </div>
      {message !== undefined && <Notice tone="bad">{message}</Notice>}
    </Form>
  )
}
