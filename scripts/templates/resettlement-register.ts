/** 刑满释放人员信息登记表: the fields of domain reference §2.5 C; nothing on belief, politics, body or whereabouts. */
import { AlignmentType } from 'docx'
import { field, formFooter, formTable, gap, label, officialDocument, paragraph, pitch, prose, row, section, size, text, type TemplateSource } from './parts.ts'

const columns = [25, 30, 21, 30, 22, 42] as const
const three = (...pairs: readonly (readonly [string, string])[]) => row(9.5, ...pairs.flatMap(([words, tag]) => [label(1, words), field(1, `{${tag}|空}`)]))
const wide = (words: string, tag: string, height = 9.5) => row(height, label(1, words), field(5, `{${tag}|空}`, 'left'))

export const resettlementRegister: TemplateSource = {
  id: 'resettlement-register',
  title: '刑满释放人员信息登记表',
  register: 'resettlement',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('刑满释放人员信息登记表', { size: size.smallFour, pitch: 20 }, [
    section(
      { margins: [23, 20, 20, 20], footer: 12 },
      {
        footers: { default: formFooter('刑满释放人员信息登记表　内部资料，注意保密') },
        children: [
          paragraph('刑满释放人员信息登记表', { style: 'PaperTitle', spacing: pitch(36, 0, 6) }),
          paragraph(text('{单位名称}　　　登记日期：{登记日期}', { font: 'kai', size: size.smallFour }), { alignment: AlignmentType.CENTER, spacing: pitch(22, 0, 4) }),
          formTable(columns, [
            three(['姓名', '姓名'], ['性别', '性别'], ['出生日期', '出生日期']),
            three(['民族', '民族'], ['文化程度', '文化程度'], ['婚姻状况', '婚姻状况']),
            row(9.5, label(1, '身份证号'), field(3, '{身份证号|空}'), label(1, '联系电话'), field(1, '{联系电话|空}')),
            wide('户籍地址', '户籍地址'),
            wide('现居住地', '现居住地'),
            three(['原罪名', '原罪名'], ['原判刑期', '原判刑期'], ['附加刑', '附加刑']),
            row(9.5, label(1, '服刑场所'), field(3, '{服刑场所|空}'), label(1, '释放日期'), field(1, '{释放日期|空}')),
            three(['是否累犯', '是否累犯'], ['帮教类别', '帮教类别'], ['人户情况', '人户情况']),
            row(9.5, label(1, '衔接情况'), field(3, '{衔接情况|空}'), label(1, '衔接日期'), field(1, '{衔接日期|空}')),
            row(9.5, label(1, '安置情况'), field(3, '{安置情况|空}'), label(1, '安置日期'), field(1, '{安置日期|空}')),
            row(9.5, label(1, '帮教期限'), field(3, '{帮教起|空}{#帮教起}至{/帮教起}{帮教止|空}'), label(1, '住房'), field(1, '{住房|空}')),
            row(9.5, label(1, '劳动能力'), field(1, '{劳动能力|空}'), label(1, '技能证书'), field(3, '{技能|空}', 'left')),
            wide('帮扶需求', '帮扶需求', 12),
            row(9, label(1, '家庭成员'), label(1, '姓名'), label(1, '关系'), label(1, '联系电话'), label(2, '住址')),
            row(9.5, field(1, '{#家庭成员}{$n}'), field(1, '{姓名|空}'), field(1, '{关系|空}'), field(1, '{联系电话|空}'), field(2, '{住址|空}{/家庭成员}')),
            { ...row(20, label(1, '帮教情况'), prose(5, '帮教情况')), maySplit: true },
            { ...row(16, label(1, '本人签名'), field(2, ''), label(1, '登记人签名'), field(2, '')) },
          ]),
          gap(4),
          paragraph(text('说明：登记信息只用于安置帮教，已于{告知日期}告知本人处理目的与保存期限。', { font: 'kai', size: size.five }), { spacing: pitch(18) }),
        ],
      },
    ),
  ]),
  sample: {
    单位名称: '石榴司法所',
    登记日期: '2026年6月3日',
    姓名: '刘志强',
    性别: '男',
    出生日期: '1988年2月3日',
    民族: '汉族',
    文化程度: '初中',
    婚姻状况: '未婚',
    身份证号: '999901198802030019',
    联系电话: '13900000011',
    户籍地址: '石榴镇南坪村2组6号',
    现居住地: '石榴镇南坪村2组6号',
    原罪名: '侵犯财产',
    原判刑期: '二年',
    附加刑: '无',
    服刑场所: '某省第一监狱',
    释放日期: '2026年5月28日',
    是否累犯: '否',
    帮教类别: '一般帮教',
    人户情况: '人户一致',
    衔接日期: '2026年5月28日',
    衔接情况: '司法所接回',
    安置日期: '2026年6月10日',
    安置情况: '企业和经济实体吸纳就业',
    劳动能力: '有',
    帮教起: '2026年5月28日',
    帮教止: '2029年5月27日',
    住房: '与父母同住',
    技能: '木工，愿意学习电工',
    帮扶需求: '就业推荐、技能培训、社会保险接续',
    家庭成员: [
      { 姓名: '刘德厚', 关系: '父亲', 联系电话: '13900000012', 住址: '石榴镇南坪村2组6号' },
      { 姓名: '张玉珍', 关系: '母亲', 联系电话: '13900000013', 住址: '石榴镇南坪村2组6号' },
    ],
    帮教情况: '已由司法所接回并入户走访，帮教小组由何文静、周敏和刘德厚组成。',
    告知日期: '2026年5月28日',
  },
}
