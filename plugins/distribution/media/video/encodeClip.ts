import { diskFull, isDiskFull } from '../isDiskFull.ts'
import { mediaError } from '../mediaError.ts'
import { clipInput } from './clipInput.ts'
import type { Ffmpeg } from './findFfmpeg.ts'
import { measureClip } from './measureClip.ts'
import { readTime } from './readTime.ts'
import { runFfmpeg } from './runFfmpeg.ts'

type Args = {
  ffmpeg: Ffmpeg
  /** From `encodeArguments`. */
  encode: readonly string[]
  /** How long the result must be. */
  seconds: number
  /** Where `encode` puts it. */
  output: string
  signal?: AbortSignal
  /** How much is done, 0 to 1. */
  onShare: (share: number) => void
}

/**
 * Encodes a clip and measures the result: FFmpeg passes over what it can't decode and ends well, so what is too short
 * is no result.
 *
 * @throws `DISK_FULL`, `MEDIA_UNREADABLE`, `RENDER_FAILED`, `RENDER_TOO_HEAVY`
 */
export const encodeClip = async (args: Args): Promise<void> => {
  const { ffmpeg, encode, seconds, output, signal, onShare } = args
  const { exitCode, stderr } = await runFfmpeg({
    program: ffmpeg.ffmpeg,
    args: encode,
    signal,
    onLine: (line) => {
      const reached = readTime(line)
      if (reached !== undefined) onShare(Math.min(1, reached / seconds))
    },
  })
  // Old builds of FFmpeg end well even then.
  if (isDiskFull(new Error(stderr))) throw diskFull(new Error(stderr.trim()))
  if (exitCode !== 0) throw whyBroken({ exitCode, stderr })
  const { pictureSeconds } = await measureClip({ ffmpeg, input: await clipInput(output), signal })
  if (pictureSeconds < seconds - Math.max(0.25, seconds * 0.02)) {
    throw undecodable(new Error(`${pictureSeconds} s of ${seconds} s were encoded.`))
  }
}

const whyBroken = ({ exitCode, stderr }: { exitCode: number | undefined; stderr: string }) => {
  const cause = new Error(stderr.trim() || `FFmpeg ended with code ${exitCode}.`)
  if (/Invalid data found|Error while decoding/.test(stderr)) return undecodable(cause)
  const message = 'FFmpeg broke off. Look at the worker’s memory and its log, then try again.'
  return mediaError({ code: 'RENDER_FAILED', message, cause })
}

const undecodable = (cause: Error) =>
  mediaError({
    code: 'MEDIA_UNREADABLE',
    message: 'The clip can not be used: it can not be decoded to its end. Export it again as MP4.',
    cause,
  })
