import { oc } from '@orpc/contract'
import { z } from 'zod'
import { recordId } from './register.ts'

const paper = z.strictObject({ template: z.string(), recordId })

export const documentVersion = z.strictObject({
  id: z.string(),
  version: z.int(),
  origin: z.enum(['produced', 'edited']),
  /** 内置 v1, 县级 v2, 本单位 v3 */
  madeWith: z.string(),
  at: z.string(),
  by: z.string(),
  bytes: z.int(),
})

export const editState = z.strictObject({
  editId: z.string(),
  state: z.enum(['open', 'closed']),
  fileName: z.string(),
  /** last version saved from Word or WPS, 0 while nothing was saved */
  version: z.int(),
  /** something went wrong: in plain Chinese */
  problem: z.string().nullable(),
})

const made = z.strictObject({ name: z.string(), fileRef: z.string(), base64: z.string() })

export const documentContract = {
  /** makes a document from a record, or gives the version last saved in Word; the page shows exactly this file */
  produce: oc
    .input(z.strictObject({ template: z.string(), recordId: recordId.optional(), format: z.enum(['docx', 'pdf']) }))
    /** outdated: edited in Word, and the record says something else by now */
    .output(made.extend({ edited: z.boolean(), outdated: z.boolean() })),
  /** every document of a case that can be made now, in the order of the file, as one PDF */
  produceSet: oc.input(z.strictObject({ caseId: recordId, types: z.array(z.string()).max(40).optional() })).output(made),
  versions: oc.input(paper).output(z.strictObject({ versions: z.array(documentVersion) })),
  readVersion: oc.input(z.strictObject({ id: z.string() })).output(made),
  /** the present state is kept as a version with its template, before it is printed and signed */
  keep: oc.input(paper).output(z.strictObject({ version: z.int() })),
  /** opens it in Word or WPS: locked for others meanwhile, a version for every save */
  edit: oc.input(paper).output(editState),
  editState: oc.input(z.strictObject({ editId: z.string() })).output(editState),
  /** stays open, with its problem, while the last save could not be kept; `discard` gives that save up */
  endEdit: oc.input(z.strictObject({ editId: z.string(), discard: z.boolean().default(false) })).output(editState),
  /** back to what the record and the template give: later prints ignore the versions edited by hand */
  discardEdits: oc.input(paper).output(z.strictObject({})),
}
