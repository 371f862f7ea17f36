/** 人民调解申请书: who asks whom for what, and that it is asked freely (domain reference §1.6 (3)). */
import { dated, formColumns, formSheet, partyRows, remark } from './mediation-parts.ts'
import {
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
  type TemplateSource,
} from './parts.ts'
import { sampleBrief, sampleCase, sampleParties } from './sample-case.ts'

export const mediationApplication: TemplateSource = {
  id: 'mediation-application',
  title: '人民调解申请书',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('人民调解申请书', { size: size.smallFour, pitch: 20 }, [
    section(formSheet, {
      footers: { default: formFooter('人民调解申请书') },
      children: [
        paragraph('人民调解申请书', { style: 'PaperTitle', spacing: pitch(36, 0, 12) }),
        formTable(formColumns, [
          ...partyRows(),
          { ...row(56, label(1, '纠纷简要', '情　　况'), prose(7, '纠纷简要情况')), maySplit: true },
          {
            ...row(38, label(1, '申请事项'), {
              span: 7,
              lines: ['{#申请事项}', '{$n}．{事项}', '{/申请事项}'],
              align: 'left',
              top: true,
              firstLine: 480,
            }),
            maySplit: true,
          },
          {
            ...row(46, label(1, '申请人声明'), {
              span: 7,
              align: 'left',
              firstLine: 480,
              lines: [
                '人民调解委员会已将申请人民调解的有关规定和当事人的权利、义务告知本人。现自愿向{调委会名称}申请调解，请予受理。',
                '',
                '{#签名栏}',
                '{签名人}{方式}：',
                '{/签名栏}',
              ],
              tail: ['', dated('申请日期')],
            }),
            keepNext: true,
          },
        ]),
        gap(4),
        remark('说明：当事人书写有困难的，可以口头申请，由工作人员记录后读给申请人听，由申请人签名或者按指印。'),
      ],
    }),
  ]),
  sample: {
    调委会名称: sampleCase.调委会名称,
    当事人: sampleParties,
    纠纷简要情况: sampleBrief,
    申请事项: [{ 事项: '被申请人赔偿玉米损失及误工费用。' }, { 事项: '被申请人将损坏的水渠修复至可正常通水。' }],
    签名栏: [{ 签名人: '申请人王建国', 方式: '（签名、盖章或按指印）' }],
    申请日期: '2026年11月9日',
  },
}
