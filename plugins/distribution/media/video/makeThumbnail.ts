import { mediaError } from '../mediaError.ts'
import type { Ffmpeg } from './findFfmpeg.ts'
import { runFfmpeg } from './runFfmpeg.ts'

type Args = {
  ffmpeg: Ffmpeg
  /** A finished video of ours. */
  video: string
  /** The instant that is shown, in seconds. */
  at: number
  /** A path for a frame in between, and the JPEG's own. */
  scratch: string
  output: string
  signal?: AbortSignal
}

/** Writes one frame of a video as JPEG. */
export const makeThumbnail = async ({
  ffmpeg,
  video,
  at,
  scratch,
  output,
  signal,
}: Args): Promise<void> => {
  const { exitCode, stderr } = await runFfmpeg({
    program: ffmpeg.ffmpeg,
    args: [
      ...[
        '-v',
        'error',
        '-nostdin',
        '-y',
        '-ss',
        at.toFixed(3),
        '-protocol_whitelist',
        'file,pipe',
        '-f',
        'mov',
      ],
      ...[
        '-i',
        `file:${video}`,
        '-frames:v',
        '1',
        '-c:v',
        'png',
        '-f',
        'image2pipe',
        `file:${scratch}`,
      ],
    ],
    signal,
  })
  if (exitCode !== 0) {
    throw mediaError({
      code: 'RENDER_FAILED',
      message: 'The video was made, but no picture could be taken from it. Try again.',
      cause: new Error(stderr),
    })
  }
  const { default: sharp } = await import('sharp')
  await sharp(scratch).jpeg({ quality: 86, mozjpeg: true }).toFile(output)
}
