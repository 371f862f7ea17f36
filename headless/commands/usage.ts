export const usage = `平安台命令行：npm run -s desk -- [--data 文件夹] [--user 账号] [--json] 命令
密码取自环境变量 PINGAN_PASSWORD，或在终端输入；不写 --user 时用第一个管理员。

  init --unit-code 代码 --unit-name 名称 --kind township|justice-office|county --admin 管理员
  import 台账 文件.xlsx [--dry-run] [--sheet 名称] [--match number|nameBirthday] [--known fillEmpty|overwrite|skip]
      [--report 问题清单.xlsx] [--repair 标注后的原表.xlsx]
  workbook export 台账 --to 文件.xlsx --reason 用途 [--search 文字] [--where 字段=值]... [--columns 字段,字段] [--full]
  workbook template 台账 --to 文件.xlsx
  list 台账 [--search 文字] [--where 字段=值]... [--limit N] [--count]     show 台账 编号     fields [台账]
  create 台账 --from 文件.json|-        do 台账 编号 动作 --from 文件.json|-
  bulk 台账 --where 字段=值... --set 字段=值... [--dry-run]      merge 台账 保留编号 并入编号 [--take 字段,字段] [--dry-run]
  operations [--limit N]      undo 改动编号 [--preview] [--also-edited 编号,编号]
  print 文书 编号 --out 文件.docx|.pdf        today
  attach 案件 文件 --type 材料名称        bind 案件 --out 文件.pdf（案件写编号或卷号）
  templates list      templates check 文书 文件.docx      templates save 文书 文件.docx [--level office|county] [--note 说明]
  statistics population [--rows 行] [--columns 列] [--where 字段=值]... [--out 文件.xlsx]
      行、列：village 村 · grid 网格 · personType 人员类型 · ageBand 年龄段 · sex 性别
  statistics movement --from 日期 [--to 日期] [--out 文件.xlsx]
  statistics official --report mediationCases|mediationOrganisation --from 日期 [--to 日期]
      [--count-by official|accepted|closed] [--out 文件.xlsx]
  unit card --out 文件.json      peer add 文件.json --fingerprint "12345 …"      peer list
  export --to 文件夹 [--peer 单位] [--period 起..止] [--with-id-numbers 理由]
  verify 文件      receive 文件... --receipt-to 文件夹      receipt 文件      packages
  packages rewrite 包号 --to 文件夹
  backup create --to 文件夹      backup verify 文件      backup restore 文件      audit verify
  demo --size office|town|county [--seed N]      doctor

退出码：0 完成 · 1 规则不允许或部分没有办成 · 2 用法不对 · 3 未登录或无权限 · 4 文件或格式不对 · 5 存储问题`
