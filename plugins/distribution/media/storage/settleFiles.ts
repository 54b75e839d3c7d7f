import { link, mkdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { createLocalReq, type PayloadRequest } from 'payload'
import type { Settings } from '../../options.ts'
import { type MediaRecord, mediaPath } from '../openMedia.ts'
import { findByFilename } from '../serve/findByFilename.ts'
import { afterTransaction } from './afterTransaction.ts'

/** The names under which a record's file and its sizes are stored. */
export const namesOf = (record: Partial<MediaRecord>): string[] =>
  [record, ...Object.values(record.sizes ?? {})].flatMap((each) => each?.filename ?? [])

/** Beside the files: where those wait whose end is not decided. A hard link takes no space. */
const keptPath = (path: string): string => join(dirname(path), '.kept', basename(path))

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

type Args = { req: PayloadRequest; settings: Settings; names: string[] }

/**
 * Keeps files on the disk from being lost with a change that fails: Payload removes them before it writes the record.
 * Follow it with `settleFiles`.
 */
export const keepFiles = async ({ req, settings, names }: Args): Promise<void> => {
  for (const name of names) {
    const path = mediaPath(req.payload, settings, name)
    if (path === undefined || !(await isThere(path))) continue
    const kept = keptPath(path)
    await mkdir(dirname(kept), { recursive: true })
    await rm(kept, { force: true })
    await link(path, kept)
  }
}

/**
 * When the transaction of the request has ended, brings the storage in line with the records: a file of these names that
 * no record names is removed, and one that is missed is brought back.
 */
export const settleFiles = async ({ req, settings, names }: Args): Promise<void> => {
  const { payload } = req
  await afterTransaction(req, async () => {
    const own = await createLocalReq({}, payload)
    for (const filename of names) {
      const isNamed = (await findByFilename({ req: own, settings, filename })) !== undefined
      const path = mediaPath(payload, settings, filename)
      if (path === undefined) {
        if (!isNamed) await settings.removeStoredFile?.({ payload, filename })
        continue
      }
      const kept = keptPath(path)
      if (!isNamed) await rm(path, { force: true })
      else if ((await isThere(kept)) && !(await isThere(path))) await rename(kept, path)
      await rm(kept, { force: true })
    }
  })
}
