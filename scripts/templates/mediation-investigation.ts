/** 人民调解调查记录: question and answer, signed on every page by the person asked (domain reference §1.6 (6)). */
import { bold, formHead, signedSheet, paragraphsOrRoom, plain, signatureRow, signatureTable } from './mediation-parts.ts'
import { field, formFooter, formTable, gap, label, officialDocument, row, section, size, type TemplateSource } from './parts.ts'
import { sampleCase } from './sample-case.ts'

const columns = [26, 30, 18, 22, 26, 42] as const

export const mediationInvestigation: TemplateSource = {
  id: 'mediation-investigation',
  title: '人民调解调查记录',
  register: 'mediation',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('人民调解调查记录', { size: size.four, pitch: 26 }, [
    section(signedSheet, {
      footers: { default: formFooter('人民调解调查记录　{编号}', '被调查人（每页签名）：＿＿＿＿＿＿＿＿＿＿＿＿') },
      children: [
        ...formHead('人民调解调查记录'),
        formTable(columns, [
          row(9, label(1, '时　　间'), field(5, '{时间|空}', 'left')),
          row(9, label(1, '地　　点'), field(5, '{地点|空}', 'left')),
          row(9, label(1, '事　　由'), field(5, '{事由|空}', 'left')),
          row(9, label(1, '调　查　人'), field(3, '{调查人|空}'), label(1, '记　录　人'), field(1, '{记录人|空}')),
          row(9, label(1, '参　加　人'), field(5, '{参加人|空}', 'left')),
          row(
            9,
            label(1, '被调查人'),
            field(1, '{姓名|空}'),
            label(1, '性别'),
            field(1, '{性别|空}'),
            label(1, '年　　龄'),
            field(1, '{年龄|空}'),
          ),
          row(9, label(1, '与纠纷关系'), field(3, '{与纠纷关系|空}', 'left'), label(1, '联系方式'), field(1, '{联系电话|空}')),
          row(9, label(1, '住　　址'), field(5, '{住址|空}', 'left')),
        ]),
        gap(8),
        ...paragraphsOrRoom('问答'),
        gap(6),
        plain(
          [
            bold('被调查人核对：'),
            '以上记录我已阅读（已向我宣读），与我所说的相符，没有遗漏和差错；需要更正、补充的地方，已经更正、补充并由我签名或者按指印。',
          ],
          true,
        ),
        gap(4, { keepNext: true }),
        signatureTable(
          signatureRow('被调查人：', '（签名或按指印）'),
          signatureRow('调查人（签名）：', ''),
          signatureRow('记录人（签名）：', ''),
        ),
        gap(1),
      ],
    }),
  ]),
  sample: {
    编号: sampleCase.编号,
    调委会名称: sampleCase.调委会名称,
    时间: '2026年11月12日 9时00分至10时20分',
    地点: '石榴镇东河村村民委员会',
    事由: '核实收割机越界压损玉米的经过和面积',
    调查人: '孙立群、周敏',
    记录人: '周敏',
    参加人: '王长河（东河村村民委员会主任）',
    姓名: '郑大勇',
    性别: '男',
    年龄: 51,
    与纠纷关系: '相邻承包地的承包户',
    联系电话: '13900000007',
    住址: '石榴镇东河村3组15号',
    问答: '问：我们是石榴镇人民调解委员会的人民调解员，现就王建国与惠民农机专业合作社的纠纷向您了解情况，请如实说明。听清楚了吗？\n答：听清楚了。\n问：2026年9月28日那天您在现场吗？\n答：在。我家的地和王建国家的地挨着，那天我也在地里收玉米。\n问：请说一说您看到的经过。\n答：上午十点左右，合作社的收割机先收我家的，掉头的时候从地头拐进了王建国家的地，压倒了靠水渠的一片玉米，后轮把水渠也压塌了一段，大约有六七米长。\n问：压倒的面积大概有多少？\n答：我看有一亩半多一点。当时王建国不在家，我给他打的电话。\n问：两家的地界有没有标识？\n答：原来有界石，前年修渠的时候挪开了，后来没有再埋。\n问：您还有什么要补充的？\n答：没有了。都是乡亲，希望早点说开。',
  },
}
