/** Headers whose columns are dropped at once and named (P-03): nothing of them is ever read further. */
export const forbiddenHeaders = [
  '政治面貌',
  '宗教信仰',
  '宗教',
  '信仰',
  '党派',
  '政治身份',
  '是否党员',
  '籍贯',
  '血型',
  '体貌特征',
  '人脸',
  '指纹',
  '犯罪前科',
  '前科',
] as const
