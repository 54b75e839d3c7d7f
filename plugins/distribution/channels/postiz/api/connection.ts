import type { Agent as HttpAgent } from 'node:http'
import type { Agent as HttpsAgent } from 'node:https'
import type { Reach } from '../../../security/reach.ts'

/** A file as Postiz keeps it. Its `path` is the public address under which Postiz serves it. */
export type RemoteFile = { id: string; path: string }

/**
 * Remembers what was uploaded to one organisation, so that a file travels once however many deliveries use it.
 * `fileId` and `version` are those of the `MediaFile`: another version is another file.
 */
export type UploadMemory = {
  /**
   * The file where the organisation has it. Otherwise the caller is the one to upload it; others who ask meanwhile wait
   * until it is saved or given up, at most as long as `bytes` may take.
   */
  find: (args: {
    fileId: string
    version: string
    bytes: number
  }) => Promise<RemoteFile | null | undefined>
  save: (args: { fileId: string; version: string; file: RemoteFile }) => Promise<void>
  /** The upload came to nothing: whoever waits for it may try. */
  giveUp?: (args: { fileId: string; version: string }) => Promise<void>
}

/** A request that was taken out of the budget: in which window, and for what. */
export type Ticket = { window: number; isUrgent: boolean }

/**
 * What an organisation's hour has left of the requests that Postiz counts, over all workers. A request is taken out before
 * it is sent, since one that timed out may have been counted.
 */
export type RequestBudget = {
  /** `until` is when the next one may go. Urgent ones may use what the others must leave. */
  take: (args: {
    isUrgent: boolean
  }) => Promise<{ kind: 'taken'; ticket: Ticket } | { kind: 'spent'; until: Date }>
  /**
   * What Postiz said of its own count. `isCounted`: false where the request certainly was not. `retryAfterMs` only of a 429.
   */
  learn: (args: {
    ticket: Ticket
    isCounted: boolean
    limit?: number
    remaining?: number
    resetSeconds?: number
    retryAfterMs?: number
  }) => Promise<void>
}

/** How one Postiz organisation is reached. */
export type PostizConnection = {
  /** `https://HOST/api`, with or without `/public/v1` and a slash at its end. */
  baseUrl: string
  /** The organisation's key as Postiz shows it, without `Bearer`. */
  apiKey: string
  /**
   * The whole time one request may take, in ms. An upload gets more, by its size; firing at most 10,000.
   * @default 30000
   */
  timeoutMs?: number
  /** @default 'Postyard' */
  userAgent?: string
  httpAgent?: HttpAgent
  httpsAgent?: HttpsAgent
  /** Where its calls may go; without it, anywhere. */
  reach?: Reach
  uploads?: UploadMemory
  budget?: RequestBudget
}

export const defaultTimeoutMs = 30_000
