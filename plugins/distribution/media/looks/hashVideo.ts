import { join } from 'node:path'
import { mediaError } from '../mediaError.ts'
import { clipInput } from '../video/clipInput.ts'
import { findFfmpeg } from '../video/findFfmpeg.ts'
import { runFfmpeg } from '../video/runFfmpeg.ts'
import { hashLook } from './hashLook.ts'

type Args = {
  path: string
  seconds: number
  /** A folder for its frames. */
  workDir: string
  signal: AbortSignal
}

/** Which moments are compared, as parts of its length: not its first, which is often black. */
const moments = [0.2, 0.5, 0.8]

/**
 * What a video looks like: the hashes of three of its frames, parted by dots. Undefined where one of them is too plain to
 * be told by.
 *
 * @throws `FFMPEG_NOT_FOUND`, `MEDIA_UNREADABLE`
 */
export const hashVideo = async (args: Args): Promise<string | undefined> => {
  const { ffmpeg } = await findFfmpeg()
  const input = await clipInput(args.path)
  const { default: sharp } = await import('sharp')
  const hashes: string[] = []
  for (const [index, moment] of moments.entries()) {
    const frame = join(args.workDir, `frame-${index}.png`)
    const at = (args.seconds * moment).toFixed(3)
    const { exitCode, stderr } = await runFfmpeg({
      program: ffmpeg,
      args: [
        ...['-v', 'error', '-nostdin', '-y', '-ss', at, ...input],
        ...[
          '-frames:v',
          '1',
          '-vf',
          'scale=160:-2',
          '-c:v',
          'png',
          '-f',
          'image2',
          `file:${frame}`,
        ],
      ],
      signal: args.signal,
    })
    if (exitCode !== 0) {
      throw mediaError({
        code: 'MEDIA_UNREADABLE',
        message: 'No frame can be taken from this video.',
        cause: new Error(stderr),
      })
    }
    const hash = await hashLook(sharp(frame))
    if (hash === undefined) return undefined
    hashes.push(hash)
  }
  return hashes.join('.')
}
