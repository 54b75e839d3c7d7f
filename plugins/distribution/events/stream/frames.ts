import type { Envelope } from '../envelope.ts'

const encoder = new TextEncoder()

/** A piece of a stream of server-sent events (WHATWG HTML, 9.2), as the bytes that are sent. */
export type Frame = Uint8Array<ArrayBuffer>

/** An event; its position is the id with which a client resumes. */
export const eventFrame = (event: Envelope): Frame =>
  encoder.encode(`id: ${event.position}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)

/** How long a client waits before it connects again, ms, and where it resumes though nothing has come yet. */
export const beginFrame = (retryMs: number, position: number): Frame =>
  encoder.encode(`retry: ${retryMs}\nid: ${position}\n\n`)

/** A comment, by which both sides notice a connection that is dead. */
export const beatFrame: Frame = encoder.encode(': alive\n\n')

/** What a client knows may not be what is so any more; it goes on from `position`. */
export const resetFrame = (position: number, message: string): Frame =>
  encoder.encode(
    `id: ${position}\nevent: reset\ndata: ${JSON.stringify({ code: 'STREAM_RESET', message, position: String(position) })}\n\n`,
  )
