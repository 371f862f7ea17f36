/** What the backend asks of the workbook worker and what it answers. Values are kept as they are stored, not as they look. */
import type { JudgeRequest } from '../register/import/judge.ts'
import type { JudgedBatch } from '../register/import/judged-batch.ts'
import type { CellValue, SheetOutline } from './sheet-row.ts'
import type { WorkbookFile } from './workbook-file.ts'

export type WorkbookFormat = 'xlsx' | 'xls' | 'et' | 'csv'

export type WorkbookRequest =
  | { task: 'open'; file: WorkbookFile }
  /** `consumed`: one Int32 that the reader raises by one per batch it has used, so that the worker never runs far ahead */
  | { task: 'rows'; file: WorkbookFile; sheet: string; consumed?: SharedArrayBuffer }
  /** reads the sheet of the layout and judges its rows */
  | ({ task: 'judge'; file: WorkbookFile; consumed?: SharedArrayBuffer } & JudgeRequest)

export type WorkbookFailureKind =
  | 'empty'
  | 'notWorkbook'
  | 'encrypted'
  | 'macros'
  | 'truncated'
  | 'damaged'
  | 'duplicateEntry'
  | 'externalEntities'
  | 'bomb'
  | 'tooLarge'
  | 'tooManyRows'
  | 'tooManyColumns'
  | 'noSheet'
  | 'unreadable'
  | 'tooMuchMemory'
  | 'tooSlow'

export type WorkbookMessage =
  | { type: 'sheets'; format: WorkbookFormat; sheets: SheetOutline[] }
  /** `numbers[i]` is the sheet row of `rows[i]`; blank rows are left out */
  | { type: 'rows'; numbers: number[]; rows: CellValue[][] }
  | { type: 'judged'; batch: JudgedBatch }
  | { type: 'end'; rows: number }
  | { type: 'failure'; kind: WorkbookFailureKind; message: string }

/** A file that is refused, by name and in words for the person who picked it. */
export class WorkbookRefusal extends Error {
  override readonly name = 'WorkbookRefusal'
  readonly kind: WorkbookFailureKind

  constructor(kind: WorkbookFailureKind, detail?: string, options?: ErrorOptions) {
    super(detail ?? refusals[kind], options)
    this.kind = kind
  }
}

const refusals: Record<WorkbookFailureKind, string> = {
  empty: '文件是空的（0 字节），请重新导出或复制一次',
  notWorkbook: '这不是电子表格，请选择 .xlsx、.xls、.et 或 .csv 文件',
  encrypted: '工作簿设了打开密码，请先在表格软件中去掉密码再导入',
  macros: '工作簿带有宏，不予打开；请在表格软件中另存为不带宏的 .xlsx 再导入',
  truncated: '文件不完整，可能没有复制完；请重新复制或导出',
  damaged: '工作簿已损坏，无法读取；请在表格软件中打开后另存为 .xlsx 再导入',
  duplicateEntry: '工作簿内部有重名的部分，不予打开；请在表格软件中另存为 .xlsx 再导入',
  externalEntities: '工作簿内含外部实体声明，不予打开；请在表格软件中另存为 .xlsx 再导入',
  bomb: '工作簿解压后异常庞大，不予打开；请只保留需要的数据，另存为 .xlsx 再导入',
  tooLarge: '文件太大，请另存为 .xlsx 或分成几个文件再导入',
  tooManyRows: '行数太多：一张表最多 500000 行数据，请分成几个文件再导入',
  tooManyColumns: '列数太多：一张表最多 500 列，请删去无关的列再导入',
  noSheet: '工作簿中没有这张工作表，请重新选择',
  unreadable: '文件打不开，请检查文件是否还在、是否被其他程序占用',
  tooMuchMemory: '读取这个工作簿需要的内存超出上限，已停止；请分成几个文件再导入',
  tooSlow: '读取这个工作簿用时超出上限，已停止；请分成几个文件再导入',
}
