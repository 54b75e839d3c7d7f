import { setTimeout as sleep } from 'node:timers/promises'
import type { Db, ID } from '../../model/database.ts'
import type { Reach } from '../../security/reach.ts'
import { bytesPerMs } from '../postiz/files/uploadFile.ts'
import type { UploadMemory } from '../postiz/index.ts'
import { isUploadGone } from './isUploadGone.ts'
import {
  claimUpload,
  forgetUpload,
  giveUpUpload,
  markSeen,
  readUpload,
  saveUpload,
  type UploadKey,
} from './uploadRows.ts'

type Args = {
  db: Db
  tenant: ID
  /** Tells one organisation at Postiz from every other: the fingerprint of its address and key. */
  organisation: string
  baseUrl: string
  /** What a request to Postiz may take, in ms. */
  timeoutMs: number
  /** Where a look at a file may go; without it, anywhere. */
  reach?: Reach
  /**
   * For how long a file that was seen at Postiz is taken to be there, in ms. After that it is looked for before it is
   * used again: one small request for each file and hour.
   * @default 3600000
   */
  freshMs?: number
}

/** Between two looks at an upload of another worker, which grow further apart: many may wait for one long video. */
const shortestPauseMs = 150
const longestPauseMs = 2_000

/**
 * Remembers in the database what one organisation has of a tenant's files, for all workers. One of them uploads a file
 * while the others wait for it; where that one dies, another takes over when its claim ends. What is not there any more,
 * since Postiz was set up anew or its uploads were cleared, is uploaded again.
 */
export const createUploadMemory = (args: Args): UploadMemory => {
  const { db, tenant, organisation, baseUrl, timeoutMs, reach, freshMs = 3_600_000 } = args
  const keyOf = (file: { fileId: string; version: string }): UploadKey => ({
    db,
    tenant,
    organisation,
    fileId: file.fileId,
    version: file.version,
  })
  return {
    find: async ({ fileId, version, bytes }) => {
      const key = keyOf({ fileId, version })
      const ms = timeoutMs + Math.ceil(bytes / bytesPerMs)
      let pauseMs = shortestPauseMs
      for (let waitedMs = 0; waitedMs < 2 * ms; waitedMs += pauseMs) {
        const row = await readUpload(key, { freshMs })
        if (row?.remote_id && row.remote_path) {
          const file = { id: row.remote_id, path: row.remote_path }
          if (row.is_fresh) return file
          if (!(await isUploadGone({ path: file.path, baseUrl, reach }))) {
            await markSeen(key, file.path)
            return file
          }
          await forgetUpload(key, file.path)
        }
        if (!row?.is_claimed && (await claimUpload(key, { ms }))) return null
        await sleep(pauseMs)
        pauseMs = Math.min(pauseMs * 1.5, longestPauseMs)
      }
      return null
    },
    save: ({ fileId, version, file }) => saveUpload(keyOf({ fileId, version }), file),
    giveUp: (file) => giveUpUpload(keyOf(file)),
  }
}
