import { Icon } from '../../ui/icons.tsx'

/** What `passwordProblem` (core/domain) asks for, one by one, so that a person sees what is still missing while typing. */
export function PasswordRules({ password, loginName }: { password: string; loginName: string }) {
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((one) => one.test(password)).length
  const named = loginName.length > 1 && password.toLowerCase().includes(loginName.toLowerCase())
  const rules = [
    { met: [...password].length >= 10, text: '至少 10 位' },
    { met: classes >= 3, text: '大写字母、小写字母、数字、符号中至少三种' },
    { met: password !== '' && !named, text: '不含账号名' },
  ]
  return (
    <ul className="rules field-full" aria-label="密码要求">
      {rules.map(({ met, text }) => (
        <li key={text} className={met ? 'rule rule-met' : 'rule'}>
          <Icon name={met ? 'check' : 'info'} />
          {text}
          <span className="unseen">{met ? '已满足' : '未满足'}</span>
        </li>
      ))}
    </ul>
  )
}
