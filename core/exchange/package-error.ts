const messages = {
  notAPackage: '这不是数据包文件',
  tooNew: '数据包的格式比本软件新，请升级后再打开；文件保持原样',
  truncated: '数据包不完整，末尾缺失',
  trailingData: '数据包末尾有多余内容',
  tooLarge: '数据包的某一部分超出允许的大小',
  malformed: '数据包的结构有误',
  unknownSuite: '数据包使用了未知的密码套件',
  unsupportedSuite: '本软件尚不支持该数据包的密码套件',
  wrongSender: '数据包不是用该单位登记的密钥签名的',
  badSignature: '签名无效：内容被改动，或并非该单位签发',
  tampered: '数据包内容与签名不符，可能已损坏或被改动',
  wrongRecipient: '数据包不是发给本单位的，或使用了本单位的旧密钥',
  exists: '同名文件已存在，不予覆盖',
} satisfies Record<string, string>

export type PackageErrorKind = keyof typeof messages

/** Every refusal of the package format. The message is for people, in Chinese, and holds nothing of the package's content. */
export class PackageError extends Error {
  readonly kind: PackageErrorKind
  constructor(kind: PackageErrorKind, detail?: string) {
    super(detail === undefined ? messages[kind] : `${messages[kind]}（${detail}）`)
    this.name = 'PackageError'
    this.kind = kind
  }
}
