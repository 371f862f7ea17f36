/** 人民调解口头协议登记表: an agreement by word, in force when reached; the mediator writes down what was agreed (§28, §30). */
import { dated, formColumns, formHead, formSheet, partyRows, remark, signers } from './mediation-parts.ts'
import {
  field,
  formFooter,
  formTable,
  gap,
  label,
  officialDocument,
  prose,
  row,
  section,
  size,
  type TemplateSource,
} from './parts.ts'
import { sampleCase, sampleParties, sampleSigners } from './sample-case.ts'

export const mediationOralAgreement: TemplateSource = {
  id: 'mediation-oral-agreement',
  title: '人民调解口头协议登记表',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('人民调解口头协议登记表', { size: size.smallFour, pitch: 20 }, [
    section(formSheet, {
      footers: { default: formFooter('人民调解口头协议登记表　{编号}') },
      children: [
        ...formHead('人民调解口头协议登记表'),
        formTable(formColumns, [
          ...partyRows(),
          row(9, label(1, '纠纷类型'), field(3, '{纠纷类型|空}'), label(2, '达成日期'), field(2, '{达成日期|空}')),
          { ...row(24, label(1, '纠纷简要', '情　　况'), prose(7, '纠纷简要情况')), maySplit: true },
          {
            ...row(30, label(1, '协议内容'), {
              span: 7,
              lines: ['{#条款}', '{$n}．{内容}', '{/条款}'],
              align: 'left',
              top: true,
              firstLine: 480,
            }),
            maySplit: true,
          },
          row(9, label(1, '协议金额'), field(7, '{#金额}人民币{数字}元（大写：{大写}）{/金额}', 'left')),
          row(9, label(1, '履行方式'), field(3, '{履行方式|空}'), label(2, '履行时限'), field(2, '{履行时限|空}')),
          row(9, label(1, '履行地点'), field(3, '{履行地点|空}'), label(2, '履行情况'), field(2, '{履行情况|空}')),
          { ...row(18, label(1, '当事人签名'), signers(7)), keepNext: true },
          {
            ...row(22, label(1, '人民调解', '委　员　会'), {
              span: 7,
              align: 'left',
              lines: [''],
              tail: ['调解员（签名）：　　　　　　　　　　', '（人民调解委员会印章）', dated('日期')],
            }),
            keepNext: true,
          },
          row(10, label(1, '备注'), field(7, '{备注|空}', 'left')),
        ]),
        gap(4),
        remark('说明：口头协议自达成之日起生效，当事人可以在本表签名确认。人民调解不收取任何费用。'),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    当事人: sampleParties,
    纠纷类型: '邻里',
    达成日期: '2026年11月21日',
    纠纷简要情况: '双方因收割机掉头压坏地头菜苗发生争执，到调委会要求调解。',
    条款: [{ 内容: '被申请人当场赔偿申请人菜苗损失。' }, { 内容: '双方今后相互提醒，不再为此事争执。' }],
    金额: { 数字: '200.00', 大写: '贰佰元整' },
    履行方式: '即时履行',
    履行时限: '当场',
    履行地点: '镇调委会',
    履行情况: '已履行',
    签名栏: sampleSigners,
    日期: '2026年11月21日',
    备注: '当场付清。',
  },
}
