/** 人民调解受理登记表: opens the dossier of a case; stands in for the written application (domain reference §1.5–1.6). */
import { AlignmentType } from 'docx'
import {
  field,
  formFooter,
  formTable,
  gap,
  label,
  officialDocument,
  paragraph,
  pitch,
  prose,
  row,
  section,
  size,
  text,
  type TemplateSource,
} from './parts.ts'

const columns = [26, 24, 17, 17, 22, 14, 16, 30] as const
const caption = { font: 'kai', size: size.smallFour } as const

export const mediationAcceptance: TemplateSource = {
  id: 'mediation-acceptance',
  title: '人民调解受理登记表',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('人民调解受理登记表', { size: size.smallFour, pitch: 20 }, [
    section(
      { margins: [26, 22, 22, 22], footer: 13 },
      {
        footers: { default: formFooter('人民调解受理登记表　{编号}') },
        children: [
          paragraph('人民调解受理登记表', { style: 'PaperTitle', spacing: pitch(36, 0, 8) }),
          paragraph(text('{调委会名称}　　　编号：{编号}', caption), {
            alignment: AlignmentType.CENTER,
            spacing: pitch(22, 0, 4),
          }),
          formTable(columns, [
            row(10, label(1, '登记日期'), field(3, '{登记日期|空}'), label(1, '受理方式'), field(3, '{受理方式|空}')),
            row(10, label(1, '纠纷类型'), field(3, '{纠纷类型|空}'), label(1, '案件来源'), field(3, '{案件来源|空}')),
            row(
              9,
              label(1, '当事人'),
              label(1, '姓名'),
              label(1, '性别'),
              label(1, '民族'),
              label(1, '年龄'),
              label(2, '职业或职务'),
              label(1, '联系方式'),
            ),
            row(
              10,
              field(1, '{#当事人}{称谓}'),
              field(1, '{姓名|空}'),
              field(1, '{性别|空}'),
              field(1, '{民族|空}'),
              field(1, '{年龄|空}'),
              field(2, '{职业|空}'),
              field(1, '{联系电话|空}'),
            ),
            row(10, label(1, '单位或住址'), { ...field(7, '{住址|空}{/当事人}', 'left') }),
            { ...row(44, label(1, '纠纷简要情况'), prose(7, '纠纷简要情况')), maySplit: true },
            row(10, label(4, '是否可能激化'), field(1, '{可能激化|空}'), label(2, '涉家庭暴力'), field(1, '{涉家暴|空}')),
            row(
              10,
              label(4, '是否已由法院、公安或行政机关处理'),
              field(1, '{已由他处处理|空}'),
              label(2, '拟派调解员'),
              field(1, '{拟派调解员|空}'),
            ),
            { ...row(20, label(1, '当事人签名'), field(3, ''), label(2, '登记人签名'), field(2, '')), keepNext: true },
            {
              ...row(26, label(1, '人民调解委员会意见'), {
                span: 7,
                align: 'left',
                lines: ['{受理意见|空}'],
                tail: ['', '（人民调解委员会印章）', '{受理日期|空}'],
              }),
              keepNext: true,
            },
            row(14, label(1, '备注'), field(7, '{备注|空}', 'left')),
          ]),
          gap(4),
          paragraph(
            text('说明：本表由人民调解委员会填写，入卷保存。人民调解不收取任何费用。', { font: 'kai', size: size.five }),
            { spacing: pitch(18) },
          ),
        ],
      },
    ),
  ]),
  sample: {
    编号: '（2026）石榴镇人调字第17号',
    调委会名称: '石榴镇人民调解委员会',
    登记日期: '2026年11月9日',
    受理方式: '依申请',
    纠纷类型: '损害赔偿',
    案件来源: '当事人申请',
    当事人: [
      {
        称谓: '申请人',
        姓名: '王建国',
        性别: '男',
        民族: '汉族',
        年龄: 47,
        职业: '务农',
        联系电话: '13900000001',
        住址: '石榴镇东河村3组12号',
      },
      {
        称谓: '被申请人',
        姓名: '李秀英',
        性别: '女',
        民族: '汉族',
        年龄: 52,
        职业: '合作社理事长',
        联系电话: '13900000002',
        住址: '石榴镇西桥街8号',
      },
    ],
    纠纷简要情况:
      '2026年9月28日，石榴镇惠民农机专业合作社的收割机在东河村作业时越过地界，压损王建国承包地内待收玉米约1.6亩，并损坏田埂水渠一段。双方就赔偿数额协商未果。\n王建国于11月9日到本调委会口头申请调解，要求赔偿损失并修复水渠；合作社理事长李秀英同意接受调解。',
    可能激化: '否',
    涉家暴: '否',
    已由他处处理: '否',
    拟派调解员: '孙立群',
    受理意见: '符合受理条件，予以受理，指派孙立群主持调解。',
    受理日期: '2026年11月9日',
    备注: '',
  },
}
