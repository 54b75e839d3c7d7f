import { mediaError } from '../mediaError.ts'
import { type ClipDescription, describeClip } from './describeClip.ts'
import type { Ffmpeg } from './findFfmpeg.ts'
import { type ClipMeasure, measureClip } from './measureClip.ts'

/** A clip that can be rendered. `seconds` is the true length of its picture. */
export type Clip = ClipDescription & { seconds: number }

type Args = {
  ffmpeg: Ffmpeg
  input: readonly string[]
  /** The longest clip that is taken, in seconds. */
  maxSeconds: number
  signal?: AbortSignal
}

const MAX_SIDE = 8192
const MAX_PIXELS = 8192 * 4320
const MAX_RATIO = 20
const MAX_STREAMS = 32
/** Cameras for slow motion write 240 frames in a second, few 480. */
const MAX_RATE = 500

/**
 * Looks into a clip before anything is spent on it.
 *
 * @throws `MEDIA_UNREADABLE` with the reason: no picture, cut off, too large, too long, too many streams or frames
 */
export const probeClip = async ({ ffmpeg, input, maxSeconds, signal }: Args): Promise<Clip> => {
  const description = await describeClip({ ffmpeg, input, signal })
  if (!description) throw unreadable('it holds no moving picture', 'Export it again as MP4.')
  const { width, height } = description
  const [long, short] = [Math.max(width, height), Math.min(width, height)]
  if (long > MAX_SIDE || width * height > MAX_PIXELS || long > short * MAX_RATIO) {
    throw unreadable(
      `its frame of ${width} × ${height} is beyond what is rendered`,
      'Export it in 4K or smaller.',
    )
  }
  if (description.streams > MAX_STREAMS) {
    throw unreadable(
      `it holds ${description.streams} streams, and a clip has one picture and one sound`,
      'Export it again as MP4.',
    )
  }
  const measure = await measureClip({ ffmpeg, input, signal })
  const { pictureSeconds: seconds } = measure
  if (isCutOff(measure, description.statedSeconds))
    throw unreadable('it ends too early, as if it was not uploaded whole', 'Upload it again.')
  if (seconds <= 0) throw unreadable('it holds no frame', 'Export it again as MP4.')
  if (measure.frames > Math.max(1, seconds) * MAX_RATE) {
    throw unreadable(
      `it shows ${Math.round(measure.frames / seconds)} frames in a second`,
      'Export it with 60 or fewer.',
    )
  }
  if (seconds > maxSeconds) {
    throw unreadable(
      `it lasts ${Math.round(seconds)} s, and at most ${maxSeconds} s are rendered`,
      'Shorten it.',
    )
  }
  return { ...description, seconds }
}

/** The end is missing where FFmpeg stumbles over it, or where clearly less is there than the file says. */
const isCutOff = ({ seconds, hasGap }: ClipMeasure, stated: number | null) =>
  hasGap || (stated !== null && seconds < stated * 0.9 && stated - seconds > 0.5)

const unreadable = (reason: string, remedy: string) =>
  mediaError({
    code: 'MEDIA_UNREADABLE',
    message: `The clip can not be used: ${reason}. ${remedy}`,
  })
