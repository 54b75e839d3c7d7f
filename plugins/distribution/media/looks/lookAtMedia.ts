import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Payload } from 'payload'
import type { MediaFile } from '../../channels/adapter.ts'
import { type Sighting, saveLook } from '../../contents/saveLook.ts'
import { DistributionError } from '../../errors.ts'
import { type ID, poolOf, rows, sql } from '../../model/database.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { settingsOf } from '../../settings.ts'
import { tellFault } from '../../tellFault.ts'
import { openPicture } from '../intake/openPicture.ts'
import { isMediaError } from '../mediaError.ts'
import { readMedia } from '../openMedia.ts'
import { hashLook } from './hashLook.ts'
import { hashVideo } from './hashVideo.ts'

type Args = { payload: Payload; tenant: ID; now: () => Date }

/** So many files are looked at by one job; what is left is another one's. */
const most = 25

/** After so many tries a file is taken for one that has no look: its bytes alone tell it from others. */
const mostTries = 5

/** A file that takes longer is made to, in milliseconds. */
const mostLookMs = 60_000

/** Those first that a plan brings: others keep away from it only when it is known what they look like. */
const readWanted = ({ payload, tenant }: Args) =>
  rows<{ media: string }>(
    poolOf(payload),
    sql`
      select l.media from postyard_looks l
      where l.tenant = ${String(tenant)} and l.seen_at is null
      order by exists (
          select 1 from postyard_content_marks m where m.tenant = l.tenant and m.mark = 'file:' || l.media
        ) desc, l.tries, l.media
      limit ${most}`,
  )

const hashFile = async (file: MediaFile): Promise<string | undefined> => {
  const workDir = await mkdtemp(join(tmpdir(), 'postyard-look-'))
  try {
    const path = join(workDir, 'file')
    await pipeline(await file.open(), createWriteStream(path))
    if (!file.mimeType.startsWith('video/')) {
      const { read } = await openPicture({ path, scratch: join(workDir, 'bitmap.png') })
      return await hashLook(read())
    }
    const signal = AbortSignal.timeout(mostLookMs)
    return await hashVideo({ path, seconds: file.seconds ?? 0, workDir, signal })
  } finally {
    await rm(workDir, { recursive: true, force: true })
  }
}

/** What is certain to be the same at every further look. */
const isFinal = (error: unknown): boolean =>
  isMediaError(error) || (error instanceof DistributionError && error.code === 'FILE_MISSING')

/** Looks at one file; where that fails it is tried again for a while, and it keeps no other one. Says whether it is done with. */
const look = async (args: Args, media: string): Promise<boolean> => {
  const { payload, tenant, now } = args
  const settings = settingsOf(payload)
  const seen: Sighting = { tenant, media, at: now() }
  const [file] = await readMedia({ payload, settings, tenant, ids: [media] })
  const keep = (hash?: string) =>
    inOwnTransaction(payload, (db) => saveLook({ db, ...seen, ...(hash ? { hash } : {}) }))
  try {
    const hash = file && (await hashFile(file))
    await keep(hash)
    return true
  } catch (error) {
    payload.logger.warn(
      { tenant, media },
      `What a file looks like could not be seen, so it is known by its bytes alone: ${tellFault(error)}`,
    )
    if (isFinal(error)) {
      await keep()
      return true
    }
    await poolOf(payload).execute(sql`
      update postyard_looks
      set tries = tries + 1, seen_at = case when tries + 1 >= ${mostTries} then clock_timestamp() end
      where tenant = ${String(tenant)} and media = ${media}`)
    return false
  }
}

/**
 * Looks at those files of a tenant that nobody has looked at yet, and brings together the contents that show the same.
 *
 * @returns whether there may be more that can be looked at right away; what failed waits for a while
 */
export const lookAtMedia = async (args: Args): Promise<boolean> => {
  const wanted = await readWanted(args)
  let seen = 0
  for (const { media } of wanted) if (await look(args, media)) seen += 1
  return seen === most
}
