/** 安置帮教走访记录: what help is needed and given; no scores, no judgement of mind (domain reference §2.5 G, §8). */
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

const columns = [25, 30, 21, 30, 22, 42] as const
const note = (words: string, tag: string, height: number) => ({ ...row(height, label(1, words), prose(5, tag)), maySplit: true })

export const resettlementVisit: TemplateSource = {
  id: 'resettlement-visit',
  title: '安置帮教走访记录',
  register: 'resettlement',
  fonts: ['title', 'body', 'kai', 'hei', 'song'],
  document: officialDocument('安置帮教走访记录', { size: size.smallFour, pitch: 20 }, [
    section(
      { margins: [25, 21, 20, 21], footer: 12 },
      {
        footers: { default: formFooter('安置帮教走访记录　内部资料，注意保密') },
        children: [
          paragraph('安置帮教走访记录', { style: 'PaperTitle', spacing: pitch(36, 0, 8) }),
          paragraph(text('{单位名称}　　　第{次数}次走访', { font: 'kai', size: size.smallFour }), {
            alignment: AlignmentType.CENTER,
            spacing: pitch(22, 0, 4),
          }),
          formTable(columns, [
            row(
              10,
              label(1, '帮教对象'),
              field(1, '{姓名|空}'),
              label(1, '性别'),
              field(1, '{性别|空}'),
              label(1, '帮教类别'),
              field(1, '{帮教类别|空}'),
            ),
            row(
              10,
              label(1, '走访方式'),
              field(1, '{方式|空}'),
              label(1, '地点'),
              field(1, '{地点|空}'),
              label(1, '走访日期'),
              field(1, '{走访日期|空}'),
            ),
            row(10, label(1, '走访人'), field(3, '{走访人|空}'), label(1, '在场人'), field(1, '{在场人|空}')),
            note('生活居住', '生活居住', 19),
            note('就业收入', '就业收入', 19),
            note('家庭关系', '家庭关系', 16),
            note('困难与诉求', '困难与诉求', 22),
            note('已给予帮助', '已给予帮助', 19),
            note('下一步安排', '下一步安排', 19),
            note('本人意见', '本人意见', 16),
            {
              ...row(24, label(1, '本人签名'), { span: 2, lines: [''], tail: ['', '年　　月　　日'] }, label(1, '走访人签名'), {
                span: 2,
                lines: [''],
                tail: ['', '年　　月　　日'],
              }),
            },
          ]),
          gap(4),
          paragraph(
            text('说明：接受走访和帮助出于自愿，本人可以谢绝回答；本记录只用于安置帮教工作。', { font: 'kai', size: size.five }),
            {
              spacing: pitch(18),
            },
          ),
        ],
      },
    ),
  ]),
  sample: {
    单位名称: '石榴司法所',
    次数: 3,
    姓名: '刘志强',
    性别: '男',
    帮教类别: '一般帮教',
    走访日期: '2026年11月12日',
    方式: '入户',
    地点: '石榴镇南坪村',
    走访人: '何文静、周敏',
    在场人: '刘志强的母亲',
    生活居住: '与母亲同住自有房屋，居住条件尚可，冬季取暖设施需要检修。',
    就业收入: '在镇建材厂做临时工，月收入约三千二百元，尚未签订劳动合同。',
    家庭关系: '与母亲关系融洽，与兄长因承包地转包尚有分歧，愿意接受调解。',
    困难与诉求: '希望取得电工操作证，增加收入；社会保险有断缴，想了解如何接续。',
    已给予帮助: '已联系镇社会保障所说明社保接续所需材料；已登记12月电工培训报名意向。',
    下一步安排: '11月底前陪同办理社保接续；12月跟进培训报名；与镇调委会联系土地转包纠纷。',
    本人意见: '以上属实，愿意参加培训。',
  },
}
