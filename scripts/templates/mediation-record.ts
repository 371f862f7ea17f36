/** 人民调解记录: one session, word by word, with its result; signed on every page (domain reference §1.6 (8)). */
import { bold, formHead, signedSheet, paragraphsOrRoom, plain, signatureRow, lowSignatureTable, tag } from './mediation-parts.ts'
import { field, formFooter, formTable, gap, label, officialDocument, row, section, size, type TemplateSource } from './parts.ts'
import { sampleCase, sampleTitle } from './sample-case.ts'

const columns = [26, 56, 26, 56] as const

export const mediationRecord: TemplateSource = {
  id: 'mediation-record',
  title: '人民调解记录',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('人民调解记录', { size: size.four, pitch: 26 }, [
    section(signedSheet, {
      footers: {
        default: formFooter('人民调解记录　{编号}', '当事人（每页签名）：＿＿＿＿＿＿＿　＿＿＿＿＿＿＿　＿＿＿＿＿＿＿'),
      },
      children: [
        ...formHead('人民调解记录', '{调委会名称}　　　编号：{编号}　　　第 {次数} 次调解'),
        formTable(columns, [
          row(9, label(1, '时　　间'), field(3, '{时间|空}', 'left')),
          row(9, label(1, '地　　点'), field(3, '{地点|空}', 'left')),
          row(9, label(1, '事　　由'), field(3, '{事由|空}', 'left')),
          row(9, label(1, '当　事　人'), field(3, '{当事人名单|空}', 'left')),
          row(9, label(1, '参　加　人'), field(3, '{参加人|空}', 'left')),
          row(9, label(1, '调　解　员'), field(1, '{调解员|空}'), label(1, '记　录　人'), field(1, '{记录人|空}')),
          row(9, label(1, '是否公开'), field(1, '{是否公开|空}'), label(1, '调解结果'), field(1, '{调解结果|空}')),
        ]),
        gap(8),
        tag('{#已告知}'),
        plain([bold('告知：'), '调解员已向当事人告知权利和义务、调解的原则和方式以及调解员、记录人的身份，当事人表示清楚。']),
        tag('{/已告知}'),
        tag('{#已征得同意}'),
        plain([bold('邀请：'), '邀请上列参加人协助调解，已征得当事人同意。']),
        tag('{/已征得同意}'),
        ...paragraphsOrRoom('正文'),
        plain([bold('调解结果：'), '{调解结果}。']),
        tag('{#备注}'),
        plain([bold('备注：'), '{备注}']),
        tag('{/备注}'),
        plain(
          '以上记录已经阅读（宣读），与当事人所说相符，没有遗漏和差错；更正、补充处已由当事人签名或者按指印。各方签名、盖章或者按指印：',
          true,
        ),
        gap(4, { keepNext: true }),
        lowSignatureTable(
          signatureRow('{#签名栏}{签名人}：', '', '{/签名栏}', 'low'),
          signatureRow('人民调解员（签名）：', '', '', 'low'),
          signatureRow('记录人（签名）：', '', '', 'low'),
        ),
        gap(1),
      ],
    }),
  ]),
  sample: {
    ...sampleCase,
    次数: 1,
    时间: '2026年11月16日 14时30分至16时50分',
    地点: '石榴镇人民调解委员会调解室',
    事由: sampleTitle,
    当事人名单: '王建国；石榴镇惠民农机专业合作社（委托代理人赵㼆）',
    参加人: '王长河（东河村村民委员会主任）',
    调解员: '孙立群',
    记录人: '周敏',
    是否公开: '不公开',
    已告知: true,
    已征得同意: true,
    正文: '调解员：今天就王建国与惠民农机专业合作社的损害赔偿纠纷进行调解，请双方先说明情况和要求。\n王建国：合作社的收割机越过地界，压坏了我家一亩六分玉米，水渠也塌了，浇不上地。我要求赔偿损失，把水渠修好。\n赵㼆：机手是掉头时压进去的，合作社认这个账。但是界石早就没有了，亩产也没有他说的那么高。\n调解员：11月12日现场丈量，压损面积一亩六分二厘，双方在丈量单上签过字，有没有异议？\n王建国、赵㼆：没有异议。\n调解员：亩产按全村今年平均产量计算，单价按收割当周镇粮站收购价计算，双方是否同意？\n王建国：同意。\n赵㼆：可以，但是一次拿不出来，希望分两期。\n调解员：向双方说明了协议的效力、不履行的后果和司法确认的办法。双方商议后，对赔偿数额、期限和修渠办法取得一致。',
    调解结果: '达成协议',
    备注: '协议书另行制作。',
    签名栏: [{ 签名人: '申请人王建国' }, { 签名人: '被申请人代理人赵㼆' }],
  },
}
