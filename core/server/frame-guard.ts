import type { SupportedMessagePort } from '@orpc/client/message-port'
import { z } from 'zod'

/**
 * Guards a transport: only frames the RPC adapter can decode may reach it, because the adapter decodes inside a promise nobody
 * awaits and one bad frame would end the process. A sender of anything else is broken, so its channel is closed.
 *
 * Frames are text. Bytes travel as files beside the API, so multipart and file bodies are refused as well.
 */

/** What carries frames: a MessagePort in the desktop shell, a WebSocket in the browser host. */
export interface FrameChannel {
  onFrame(listener: (frame: unknown) => void): void
  onClose(listener: () => void): void
  send(frame: string): void
  /** called once for a frame that cannot be decoded */
  refuse(): void
}

/** The channel in the shape the RPC adapter takes (`new RPCHandler(router).upgrade(guardedPort(channel), { context })`). */
export function guardedPort(channel: FrameChannel): SupportedMessagePort {
  let refused = false
  return {
    on(event: string, listener: (event?: { data: unknown }) => void) {
      if (event === 'close') channel.onClose(listener)
      else
        channel.onFrame((frame) => {
          if (refused) return
          if (isDecodableFrame(frame)) listener({ data: frame })
          else {
            refused = true
            channel.refuse()
          }
        })
    },
    postMessage: (frame: string) => {
      channel.send(frame)
    },
  }
}

/** Longest frame, in UTF-16 units (WebSocket hosts bound the bytes with the same number). */
export const MAX_FRAME_LENGTH = 4 * 1024 * 1024

const id = z.string().min(1).max(64)
const headers = z
  .object({ 'last-event-id': z.string().optional(), 'content-type': z.literal('text/event-stream').optional() })
  .strict()
const request = z.object({
  i: id,
  t: z.literal(1).optional(),
  p: z.object({
    u: z.string().startsWith('/').max(16_384),
    m: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
    h: headers.optional(),
    b: z.unknown().optional(),
  }),
})
const event = z.object({
  i: id,
  t: z.literal(3),
  p: z.object({ e: z.enum(['message', 'error', 'done']), d: z.unknown().optional(), m: z.unknown().optional() }),
})
const abort = z.object({ i: id, t: z.literal(4), p: z.unknown().optional() })
const frame = z.union([request, event, abort])

/** Whether a frame is a text the RPC adapter decodes without throwing. */
export function isDecodableFrame(data: unknown): data is string {
  if (typeof data !== 'string' || data.length > MAX_FRAME_LENGTH) return false
  try {
    return frame.safeParse(JSON.parse(data)).success
  } catch {
    return false
  }
}
