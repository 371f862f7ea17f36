/** What a record should say (reference §1.6 (6), (8)), with the words a tick writes and the signs by which it is found said. */
import type { KeyPoint } from '../../ui/dialogue-editor.tsx'

/** Most characters of a written record. */
export const bodyLimit = 20_000

export const sessionPoints: readonly KeyPoint[] = [
  {
    label: '告知权利义务',
    words:
      '调解员告知：当事人可以选择或者接受调解员，可以接受、拒绝调解或者要求终止，可以要求公开或者不公开进行，自主表达意愿、自愿达成协议；应当如实陈述、遵守调解现场秩序、尊重对方行使权利。双方表示听清。',
    signs: ['自主表达意愿', '权利义务', '权利和义务'],
  },
  {
    label: '告知原则、方式和人员身份',
    words: '调解员告知：调解在自愿、平等的基础上进行，不收取任何费用，并介绍了调解员、记录人和参加人的身份。双方无异议。',
    signs: ['不收取任何费用', '人员身份', '参加人的身份'],
  },
  { label: '双方陈述', words: '双方陈述纠纷经过：', signs: ['双方陈述', '人陈述', '陈述：'] },
  { label: '调查核实与质证', words: '调解员出示查明的情况和证据，听取双方意见：', signs: ['证据', '查明', '质证'] },
  { label: '风险告知', words: '调解员说明不能达成协议时可能的时间、费用和结果，以及协议不履行的后果。', signs: ['后果', '风险'] },
  { label: '达成的协议', words: '双方自愿达成如下协议：', signs: ['达成如下协议', '达成协议：', '同意如下'] },
  {
    label: '调解不成的原因和途径',
    words: '未能达成协议的原因：。调解员告知：可以依法申请仲裁、请求行政机关处理或者向人民法院起诉。',
    signs: ['起诉', '仲裁'],
  },
]

export const investigationPoints: readonly KeyPoint[] = [
  { label: '说明身份和来意', words: '调查人说明身份和来意。', signs: ['来意'] },
  {
    label: '告知如实陈述',
    words: '调查人告知：请如实陈述所知道的情况，不清楚的可以不答。被调查人表示听清。',
    signs: ['如实陈述'],
  },
  { label: '与双方的关系', words: '问：您和双方是什么关系？', signs: ['什么关系'] },
  { label: '经过', words: '问：请说说您知道的经过。', signs: ['经过'] },
  { label: '阅读无误', words: '以上记录我看过（向我宣读过），和我说的一致。', signs: ['和我说的', '宣读'] },
]
