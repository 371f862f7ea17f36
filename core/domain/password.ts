/** GB/T 22239 level 2 as a floor: at least 10 characters, three of four classes, not the account's name. */
export function passwordProblem(password: string, loginName: string): string | null {
  if ([...password].length < 10) return '密码至少 10 位'
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((one) => one.test(password)).length
  if (classes < 3) return '密码要包含大写字母、小写字母、数字、符号中的三种'
  if (loginName.length > 1 && password.toLowerCase().includes(loginName.toLowerCase())) return '密码不能包含账号名'
  return null
}
