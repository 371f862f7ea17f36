import { Button, Checkbox } from 'antd'
import type { Account, Unit } from '../../../core/contract/session.ts'
import { api, useLoaded } from '../../lib/api.ts'
import { messageOf } from '../../lib/errors.ts'
import { countText, fullDayText, instantText } from '../../lib/format.ts'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { printPage } from '../../ui/print.tsx'
import { useToday } from '../../ui/today.ts'
import { ResultSheet } from '../../ui/wizard.tsx'

export interface FirstRunResult {
  /** shown once, then never again: eight groups of four letters */
  recoverySecret: string
  unit: Unit
  account: Account
}

interface RecoverySheetProps {
  result: FirstRunResult
  kept: boolean
  onKept: (kept: boolean) => void
}

/** The sheet that opens the data when every password is forgotten; on paper only. */
export function RecoverySheet({ result, kept, onKept }: RecoverySheetProps) {
  const today = useToday()
  return (
    <div className="recovery">
      <header className="paper-head print-only">
        <h1>恢复密钥保管单</h1>
        <span>{fullDayText(today)}</span>
      </header>
      <p>
        {result.unit.unitName}（{result.unit.unitCode}）的数据是加密保存的。密码全部忘记时，只有下面的恢复密钥能打开数据。
      </p>
      <ol className="recovery-secret" aria-label="恢复密钥">
        {result.recoverySecret.split('-').map((group, index) => (
          <li key={index}>
            <span>{index + 1}</span>
            {group}
          </li>
        ))}
      </ol>
      <ol className="recovery-lines">
        <li>密钥只显示这一次，平安台不保存。请现在打印，两人核对后密封，放入单位保险柜。</li>
        <li>不要拍照，不要存进电脑或U盘。谁拿到它，谁就能打开数据。</li>
        <li>使用方法：登录页“忘记密码”，输入密钥，设新密码。</li>
      </ol>
      <p className="print-only">打印人：＿＿＿＿＿＿＿　　监交人：＿＿＿＿＿＿＿　　封存日期：＿＿＿＿＿＿＿</p>
      <div className="actions no-print">
        <Button type={kept ? 'default' : 'primary'} icon={<Icon name="print" />} onClick={printPage}>
          打印保管单
        </Button>
        <Checkbox
          checked={kept}
          onChange={({ target }) => {
            onKept(target.checked)
          }}
        >
          已打印并保管
        </Checkbox>
      </div>
    </div>
  )
}

/** The end of the first run: what was set up, and that a first backup exists and was read back. */
export function FirstBackup({ result }: { result: FirstRunResult }) {
  const today = useToday()
  const { data, error } = useLoaded(['backup'], () => api.backup.list())
  if (error !== null) return <Notice tone="bad">{messageOf(error)}</Notice>
  const backup = data?.backups[0]
  if (data === undefined) return <p className="muted">正在核对备份…</p>
  if (backup === undefined) return <Notice tone="bad">没有找到第一份备份。进入后请到“系统”里立即备份。</Notice>
  return (
    <ResultSheet
      good
      title="可以开始使用了"
      facts={[
        { label: '单位', value: result.unit.unitName },
        { label: '区划代码', value: result.unit.unitCode },
        { label: '管理员', value: result.account.displayName },
        { label: '第一份备份', value: `${backup.fileName} · ${countText(Math.ceil(backup.bytes / 1024))} KB` },
        { label: '备份时间', value: `${instantText(backup.at, today)}，已读回核对` },
      ]}
    >
      <p className="muted">备份放在数据文件夹里。请再到“系统”里备份一份到U盘，电脑坏了也能恢复。</p>
    </ResultSheet>
  )
}
