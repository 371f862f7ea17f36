import { oc } from '@orpc/contract'
import { z } from 'zod'
import { versioned, written } from './mediation.ts'
import { recordId } from './register.ts'
import { jobStarted } from './session.ts'

/** Bytes of one attachment that go in one answer. */
export const attachmentPart = 512 * 1024
/** One scan or file; larger ones are refused with the way out (shrink, split). */
export const maxAttachmentBytes = 50 * 1024 * 1024

/** JPEG of at most 64 KB, base64 */
const thumbnail = z.base64().max(90_000).nullable()

export const attachmentContract = {
  /** puts a picked, dropped, pasted or photographed file into its place; jpeg, png, pdf, docx, xlsx, by their content */
  add: oc
    .input(
      z.strictObject({
        caseId: recordId,
        docType: z.string(),
        evidenceId: recordId.nullable(),
        /** the record whose paper it is, at a place with one paper for each session, investigation, … */
        partId: recordId.nullable().default(null),
        fileRef: z.string(),
        name: z.string().trim().min(1).max(120),
        source: z.enum(['file', 'camera', 'pasted']),
        note: z.string().max(200).nullable(),
        thumbnail,
      }),
    )
    .output(written),
  /** cropped, turned or shrunk: the older bytes stay in the history */
  replace: oc.input(versioned.extend({ fileRef: z.string(), thumbnail })).output(written),
  order: oc
    .input(z.strictObject({ caseId: recordId, docType: z.string(), ids: z.array(recordId).min(1).max(500) }))
    .output(z.strictObject({})),
  remove: oc.input(versioned.extend({ reason: z.string().trim().min(2).max(200) })).output(written),
  read: oc
    .input(z.strictObject({ id: recordId, what: z.enum(['file', 'thumbnail']), offset: z.int().min(0) }))
    .output(z.strictObject({ base64: z.string(), total: z.int(), next: z.int().nullable(), mediaType: z.string() })),
  /** the file as it was put in, to be saved outside the desk in the clear; audited by itself */
  saveAs: oc.input(z.strictObject({ id: recordId })).output(z.strictObject({ fileRef: z.string(), name: z.string() })),
  /** a workbook for the viewer: texts of the first rows of every sheet */
  sheets: oc.input(z.strictObject({ id: recordId })).output(
    z.strictObject({
      sheets: z.array(z.strictObject({ name: z.string(), rows: z.array(z.array(z.string())), more: z.boolean() })),
    }),
  ),
}

export const missingPaper = z.strictObject({ type: z.string(), title: z.string(), why: z.string() })

export const bindResult = z.strictObject({
  fileRef: z.string(),
  name: z.string(),
  pages: z.int(),
  bytes: z.int(),
  /** papers that could not be bound (a damaged scan, an Excel file), with the reason */
  leftOut: z.array(z.string()),
})
export type BindResult = z.infer<typeof bindResult>

export const caseFileContract = {
  /** what the file lacks by the rules of its kind (M-19) */
  completeness: oc
    .input(z.strictObject({ id: recordId, fileKind: z.enum(['standard', 'simple']) }))
    .output(z.strictObject({ missing: z.array(missingPaper), present: z.int() })),
  /** 成卷: one PDF with cover, catalogue with page numbers, every document and scan, notes, back cover; result: bindResult */
  bindCaseFile: oc.input(z.strictObject({ id: recordId })).output(jobStarted),
}
