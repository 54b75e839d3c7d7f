import type { Readable } from 'node:stream'

/** A file as a channel receives it. `bytes` is its size; `seconds` the length of a clip. */
export type MediaFile = {
  id: string
  /** Another one as soon as the file behind the id is another one. */
  version: string
  filename: string
  mimeType: string
  bytes: number
  width?: number | null
  height?: number | null
  seconds?: number | null
  alt?: string | null
  /** Opens the file anew each time it is called. */
  open: () => Promise<Readable>
}

/** What a delivery says, frozen by its plan. `text` is Markdown as the author wrote it. */
export type Content = {
  title: string
  text: string
  link?: string | null
  media: MediaFile[]
}

/** The channel as an adapter needs to know it. `settings` are the platform's own (a board, a privacy level). */
export type ChannelFacts = {
  id: string
  name: string
  platform: string
  integrationId?: string | null
  settings: Record<string, unknown>
}

/** Why a content does not fit a channel: `code` is stable, `message` says what to do, `field` where. */
export type Refusal = {
  code: string
  message: string
  field: 'text' | 'media' | 'link' | 'title' | 'settings'
}

/**
 * How a call with an effect ended.
 * - `submitted`: taken, the platform has not said yet whether it is live
 * - `published`: live, proved by the platform
 * - `unknown`: it may or may not have had its effect (time-out after sending, 5xx, torn connection)
 * - `retry`: certainly without effect, worth another attempt; `retryAfterMs` where the far side named one
 * - `restage`: certainly without effect, but what was staged can't be used any more
 * - `failed`: certainly without effect, and another attempt would end the same way
 */
export type Outcome =
  | { kind: 'submitted'; answer: Answer }
  | {
      kind: 'published'
      externalId?: string
      externalUrl?: string
      warning?: string
      answer: Answer
    }
  | { kind: 'unknown'; code: string; message: string; answer: Answer }
  | { kind: 'retry'; code: string; message: string; retryAfterMs?: number; answer: Answer }
  | { kind: 'restage'; code: string; message: string; answer: Answer }
  | { kind: 'failed'; code: string; message: string; answer: Answer }

/** What came back, for the receipt: the HTTP status where there was one, and a redacted excerpt of the body. */
export type Answer = { statusCode?: number; meta?: Record<string, unknown> }

/** Where a draft that we staged stands at the far side. */
export type RemoteState =
  | { kind: 'draft'; draftId: string; answer: Answer }
  | { kind: 'pending'; draftId: string; answer: Answer }
  | {
      kind: 'published'
      draftId: string
      externalId?: string
      externalUrl?: string
      answer: Answer
    }
  | {
      kind: 'error'
      draftId: string
      /** True where the platform's own address of the post is known: it is live although reported as an error. */
      isLive: boolean
      externalUrl?: string
      code: string
      message: string
      answer: Answer
    }
  | { kind: 'absent'; answer: Answer }
  | { kind: 'unreachable'; code: string; message: string; retryAfterMs?: number; answer: Answer }

/**
 * A channel that is staged ahead, fired at its second and confirmed afterwards.
 * `draftAt` is the instant under which the draft is filed at the far side, chosen and remembered by the caller
 * before `stage` is called, so that a draft whose id never arrived can be found again.
 */
export type StagedChannel<Connection> = {
  stage: (args: {
    connection: Connection
    channel: ChannelFacts
    content: Content
    draftAt: Date
    reference: string
    signal?: AbortSignal
  }) => Promise<
    | { kind: 'staged'; draftId: string; answer: Answer }
    | Extract<Outcome, { kind: 'unknown' | 'retry' | 'failed' }>
  >
  /** The one call with an effect. Never call it twice for one draft. */
  fire: (args: {
    connection: Connection
    draftId: string
    signal?: AbortSignal
  }) => Promise<Outcome>
  /** Reads, changes nothing. */
  look: (args: {
    connection: Connection
    channel: ChannelFacts
    draftAt: Date
    /** Where it is known: the draft is then found even if somebody moved it in time at the far side. */
    draftId?: string | null
    signal?: AbortSignal
  }) => Promise<RemoteState>
  /** As `look` for many drafts, with as few requests as their instants allow; in the order of `drafts`. */
  lookMany: (args: {
    connection: Connection
    drafts: Omit<Parameters<StagedChannel<Connection>['look']>[0], 'connection' | 'signal'>[]
    signal?: AbortSignal
  }) => Promise<RemoteState[]>
  /**
   * Finds what was staged under a reference in a span of time, where it is not known any more under which instant; with
   * the instant, where it is found.
   */
  findByReference: (args: {
    connection: Connection
    channel: ChannelFacts
    reference: string
    from: Date
    to: Date
    signal?: AbortSignal
  }) => Promise<{ found: RemoteState; draftAt?: Date }>
  /** Takes a draft back. `gone` is certain; `kept` says why not. */
  withdraw: (args: {
    connection: Connection
    draftId: string
    channel: ChannelFacts
    draftAt: Date
    signal?: AbortSignal
  }) => Promise<
    | { kind: 'gone'; answer: Answer }
    | { kind: 'kept'; code: string; message: string; answer: Answer }
  >
  /** What keeps this content from this channel; empty where it fits. */
  check: (args: { channel: ChannelFacts; content: Content }) => Refusal[]
  /** The text exactly as the platform will show it. */
  preview: (args: { channel: ChannelFacts; content: Content }) => string
}
