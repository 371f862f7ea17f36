/** 会议纪要. */
import { formatDay } from '../../../documents/chinese-date.ts'
import { getRow, listParts } from '../../../register/queries.ts'
import type { Builder } from './builder.ts'
import { date, text } from './values.ts'

/** T-02: what is not signed off says so on its face. */
export const minutes: Builder = ({ reader, unit, today }, recordId) => {
  const row = getRow(reader, 'meeting', recordId)
  const attendees = listParts(reader, 'meetingAttendee', recordId)
  const decisions = listParts(reader, 'decision', recordId)
  const agenda = listParts(reader, 'agendaItem', recordId)
  const roll = (role: string) =>
    attendees
      .filter((one) => one.role === role)
      .map((one) => ({ 单位: text(one.organization), 姓名: text(one.name), 事由: text(one.duty) }))
  const day = date(row.heldOn)
  const opening =
    text(row.opening) ||
    `${day}${text(row.heldAt) === '' ? '' : ` ${text(row.heldAt)}`}，${text(row.chair)}在${text(row.place)}主持召开${text(row.title)}。现将会议议定事项纪要如下。`
  const signedOff = row.status === 'signedOff'
  return {
    name: `会议纪要-${text(row.meetingNo)}`,
    data: {
      纪要标志: `${unit.unitName}会议纪要`,
      期号: text(row.issueNo),
      标题: `${signedOff ? '' : '（草稿）'}${text(row.title)}纪要`,
      导语: opening,
      议题: [
        ...agenda.map((item) => ({
          题目: text(item.title),
          内容: item.reporter ? `会议听取了${text(item.reporter)}的汇报。` : '会议研究了本议题。',
        })),
        ...(text(row.discussion) === '' ? [] : [{ 题目: '会议研究情况', 内容: text(row.discussion) }]),
      ],
      议定事项: decisions.map((one) => ({
        事项: text(one.content),
        责任单位: text(one.leadOrganization),
        责任人: text(one.owner),
        时限: date(one.dueOn),
        验收标准: text(one.criterion),
      })),
      出席: roll('attendee'),
      列席: roll('observer'),
      请假: [...roll('leave'), ...roll('absent')],
      抄送: '',
      印发机关: unit.unitName,
      印发日期: signedOff ? date(row.signedOffOn) : formatDay(today),
    },
  }
}
