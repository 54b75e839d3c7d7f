import { mediaError } from '../mediaError.ts'
import { findFfmpeg } from '../video/findFfmpeg.ts'
import { runFfmpeg } from '../video/runFfmpeg.ts'

/** As many bytes as 100 megapixels have. */
const mostAtOnce = 400_000_000

type Args = { path: string; output: string; signal?: AbortSignal }

/**
 * Writes a BMP anew as PNG, pixel for pixel: sharp does not read BMP, FFmpeg does.
 *
 * @throws `MEDIA_UNREADABLE` where it is broken, `FFMPEG_NOT_FOUND`
 */
export const drawBitmap = async ({ path, output, signal }: Args): Promise<void> => {
  const { ffmpeg } = await findFfmpeg()
  const { exitCode, stderr } = await runFfmpeg({
    program: ffmpeg,
    args: [
      ...['-v', 'error', '-nostdin', '-y', '-xerror', '-protocol_whitelist', 'file'],
      ...['-max_alloc', String(mostAtOnce)],
      ...['-f', 'bmp_pipe', '-i', `file:${path}`, '-frames:v', '1'],
      ...['-c:v', 'png', '-f', 'image2pipe', `file:${output}`],
    ],
    signal,
  })
  if (exitCode === 0) return
  throw mediaError({
    code: 'MEDIA_UNREADABLE',
    message: 'It is broken. Save it anew, as PNG or JPEG.',
    cause: new Error(stderr.trim()),
  })
}
