import { z } from 'zod'

/** Between the main process and the backend's utility process. Ports travel beside `connect`. */
export const toBackend = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('connect'), client: z.int() }),
  z.strictObject({ kind: z.literal('leave'), client: z.int() }),
  z.strictObject({ kind: z.literal('register-path'), call: z.int(), client: z.int(), path: z.string(), folder: z.boolean() }),
  z.strictObject({ kind: z.literal('save'), call: z.int(), client: z.int(), ref: z.string(), path: z.string() }),
  z.strictObject({
    kind: z.literal('printed'),
    print: z.int(),
    pdf: z
      .strictObject({ bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array), pages: z.array(z.int()) })
      .or(z.undefined()),
  }),
  z.strictObject({ kind: z.literal('stop') }),
])

export const fromBackend = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  /** the backend will not start, and trying again would not help */
  z.strictObject({ kind: z.literal('refused'), message: z.string() }),
  z.strictObject({ kind: z.literal('answer'), call: z.int(), ok: z.boolean(), ref: z.string().optional() }),
  z.strictObject({ kind: z.literal('print'), print: z.int(), html: z.string() }),
])

export type ToBackend = z.infer<typeof toBackend>
export type FromBackend = z.infer<typeof fromBackend>
