import { oc } from '@orpc/contract'
import { z } from 'zod'

/** Bytes of a file that go in one call; a multiple of three, so that the parts' base64 has no padding but the last. */
export const filePartBytes = 3 * 512 * 1024
const base64 = z.base64().max((filePartBytes / 3) * 4)

/**
 * Files without a path: what the page itself holds (a photograph, a pasted picture, a file dropped on it) goes to the backend in
 * parts, and what the backend made comes to the page to be looked at. Both are held in memory, never put on a disk in the clear.
 */
export const fileContract = {
  /** the first part without a reference, the others in order with the one that was given */
  putPart: oc
    .input(z.strictObject({ fileRef: z.string().nullable(), name: z.string().trim().min(1).max(200), base64 }))
    .output(z.strictObject({ fileRef: z.string() })),
  readPart: oc
    .input(z.strictObject({ fileRef: z.string(), offset: z.int().min(0) }))
    .output(z.strictObject({ base64: z.string(), total: z.int(), next: z.int().nullable() })),
}
