import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { CollectionSlug, Payload } from 'payload'
import { settingsOf } from '../../settings.ts'
import { mediaFolder } from '../making/mediaFolder.ts'
import { sweepWorkDirs } from '../making/workDirs.ts'

/** The names under which files that are made here are put into the library, with those of their smaller sizes. */
const made = /^(?:card|video|conversion)-[\w-]+\.(?:jpg|png|gif|webp|mp4|bin)$/

/** Whatever is younger may still be on its way into the library, in milliseconds. */
const youngest = 60 * 60_000

const isKnown = async (payload: Payload, name: string): Promise<boolean> => {
  const collection = settingsOf(payload).mediaSlug as CollectionSlug
  const sizes = payload.collections[collection]!.config.upload.imageSizes ?? []
  const { totalDocs } = await payload.count({
    collection,
    where: {
      or: [
        { filename: { equals: name } },
        ...sizes.map((size) => ({ [`sizes.${size.name}.filename`]: { equals: name } })),
      ],
    },
    trash: true,
  })
  return totalDocs > 0
}

/** Halves of files that were being copied into the library's folder when their maker was killed: no record names them. */
const sweepFolder = async (payload: Payload, folder: string, now: Date): Promise<string[]> => {
  const swept: string[] = []
  for (const name of await readdir(folder)) {
    if (!made.test(name)) continue
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (!found || now.getTime() - found.mtimeMs < youngest || (await isKnown(payload, name)))
      continue
    await rm(path, { force: true })
    swept.push(path)
  }
  return swept
}

/**
 * Removes what workers that were killed left on this machine's disk: folders in which files were made, FFmpeg that still
 * runs, and halves of files in the library's folder. For the start of a worker.
 *
 * @returns the paths that were removed
 */
export const sweepMedia = async (args: { payload: Payload; now?: Date }): Promise<string[]> => {
  const { payload, now = new Date() } = args
  const swept = await sweepWorkDirs({ now })
  for (const folder of await mediaFolder(payload)) {
    swept.push(...(await sweepFolder(payload, folder, now)))
  }
  return swept
}
