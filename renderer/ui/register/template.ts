import type { RegisterName } from '../../../core/domain/field.ts'
import { api, saveFile } from '../../lib/api.ts'

/** Gives the person an empty workbook of a ledger to fill in. */
export async function saveTemplate(register: RegisterName): Promise<void> {
  const { fileRef, name } = await api.register.template({ register })
  await saveFile(fileRef, name)
}
