/** Writes invented people as an office would send them: `node bench/people-workbook.ts FILE ROWS`, 20 columns and a serial number. */
import { pathToFileURL } from 'node:url'
import { inventPeople } from './measure.ts'

const headers =
  '序号 姓名 性别 证件类型 身份证号码 出生年月 民族 人员类型 联系电话 所属村（社区） 村民小组 家庭住址（门牌） 户籍地址 户籍地区划 现住地区划 与户主关系 文化程度 从业情况 工作单位 核实日期 备注'.split(
    ' ',
  )

const educations = ['小学', '初中', '高中', '大学专科', '大学本科']
const occupations = ['务农', '务工', '个体', '教师', '退休', '学生']

export async function writePeople(file: string, rows: number): Promise<void> {
  const { default: excel } = await import('exceljs')
  const workbook = new excel.stream.xlsx.WorkbookWriter({ filename: file, useSharedStrings: true })
  const sheet = workbook.addWorksheet('人口台账')
  sheet.addRow(headers).commit()
  let serial = 0
  for (const one of inventPeople(rows)) {
    serial += 1
    const division = `9999011012${String(1 + (serial % 8)).padStart(2, '0')}`
    const cells = [
      serial,
      one.name,
      one.sex === '1' ? '男' : '女',
      '居民身份证',
      one.idNumber,
      one.birthOn,
      '汉族',
      serial % 9 === 0 ? '流动人口' : '户籍人口',
      one.phone,
      one.village,
      one.groupName,
      one.address,
      `石榴镇${one.village}${one.groupName}${one.address}`,
      division,
      division,
      serial % 3 === 0 ? '户主' : '子',
      educations[serial % educations.length],
      occupations[serial % occupations.length],
      serial % 4 === 0 ? '石榴镇供销社' : '',
      '2026-03-15',
      serial % 50 === 0 ? '外出务工，春节返回' : '',
    ]
    sheet.addRow(cells).commit()
  }
  sheet.commit()
  await workbook.commit()
}

const [, script = '', file, rows] = process.argv
if (import.meta.url === pathToFileURL(script).href && file !== undefined) await writePeople(file, Number(rows))
