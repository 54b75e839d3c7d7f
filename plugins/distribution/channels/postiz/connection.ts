import type { Agent as HttpAgent } from 'node:http'
import type { Agent as HttpsAgent } from 'node:https'

/** A file as Postiz keeps it. Its `path` is the public address under which Postiz serves it. */
export type RemoteFile = { id: string; path: string }

/**
 * Remembers what was uploaded to one organisation, so that a file travels once however many deliveries use it.
 * `fileId` and `version` are those of the `MediaFile`: another version is another file.
 */
export type UploadMemory = {
  find: (args: { fileId: string; version: string }) => Promise<RemoteFile | null | undefined>
  save: (args: { fileId: string; version: string; file: RemoteFile }) => Promise<void>
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
  uploads?: UploadMemory
}

export const defaultTimeoutMs = 30_000
