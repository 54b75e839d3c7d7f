import { statfs } from 'node:fs/promises'
import type { MediaFile } from '../../channels/adapter.ts'
import { mediaError } from '../mediaError.ts'
import type { MadeSpec } from '../spec.ts'

const MB = 1024 ** 2

/** What a second of video may come to in bytes: more than any platform recommends for 1080p. */
const bytesPerSecond = 2 * MB

/** The most that a picture comes to in bytes, with what is needed between. */
const pictureBytes = 64 * MB

/**
 * How many bytes of disk making a file may need at most: its inputs beside it, the file itself, and once more as it is put
 * into the media folder.
 */
export const estimateBytes = ({ spec, files }: { spec: MadeSpec; files: MediaFile[] }): number => {
  const inputs = files.reduce((sum, { bytes }) => sum + bytes, 0)
  const isPicture = spec.kind === 'card' || (spec.kind === 'conversion' && spec.to === 'picture')
  if (isPicture) return inputs + 2 * pictureBytes
  const seconds = files.reduce((sum, file) => sum + (file.seconds ?? 0), 0)
  const made = Math.max(inputs, seconds * bytesPerSecond)
  const most = spec.kind === 'conversion' ? spec.maxBytes : made
  return inputs + 2 * Math.min(made, most)
}

/**
 * Refuses to begin where the disk would run full, of folders that exist. `keepFree` bytes are left alone.
 *
 * @throws `DISK_FULL`
 */
export const checkRoom = async (args: {
  folders: string[]
  needed: number
  keepFree: number
}): Promise<void> => {
  for (const folder of args.folders) {
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    if (free >= args.needed + args.keepFree) continue
    const inMb = (bytes: number) => Math.round(bytes / MB).toLocaleString('en')
    throw mediaError({
      code: 'DISK_FULL',
      message: `The disk of the worker has ${inMb(free)} MB free, and making this may take ${inMb(args.needed)} MB beside the ${inMb(args.keepFree)} MB that are kept free. Make room; it is tried again by itself.`,
    })
  }
}
