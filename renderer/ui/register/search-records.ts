import type { RegisterName } from '../../../core/domain/field.ts'
import { api } from '../../lib/api.ts'
import type { PickItem } from '../form/record-picker.tsx'
import { recordDetail } from './record-detail.ts'

/** For a RecordPicker: the best matches of one ledger, with what tells two of the same name apart. */
export const searchRecords =
  (target: RegisterName) =>
  async (typed: string): Promise<PickItem[]> => {
    const { rows } = await api.register.list({ register: target, search: typed, limit: 8 })
    return rows.map((row) => ({ id: row.id, title: row.title, detail: recordDetail(target, row) }))
  }
