import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Conversion } from '../../channels/adapter.ts'
import { areStreamsPlain, readStreams } from '../intake/readStreams.ts'
import { mediaError } from '../mediaError.ts'
import { clipInput } from '../video/clipInput.ts'
import { encodeClip } from '../video/encodeClip.ts'
import { findFfmpeg } from '../video/findFfmpeg.ts'
import { frameRate, toNumber } from '../video/frameRate.ts'
import { type Clip, probeClip } from '../video/probeClip.ts'
import { type ConvertedFile, describeBytes } from './convertPicture.ts'

type Args = {
  path: string
  conversion: Conversion
  /** An existing folder, into which the video is put. */
  workDir: string
  signal?: AbortSignal
  /** Whole per cent, never falling. */
  onProgress?: (percent: number) => void
}

const mostSeconds = 12 * 60 * 60

const soundRate = 128_000

/** Below this, in bits per second, a picture is not worth to be looked at. */
const leastRate = 250_000

/** Beyond this, in bits per second, nobody sees a difference. */
const mostRate = 50_000_000

/** Of the bits that there are: a restless picture takes more than it is told to. */
const shares = [1, 0.75, 0.5]

const head = ['-v', 'error', '-nostdin', '-nostats', '-progress', 'pipe:1', '-y']

const foot = (output: string) => [
  ...['-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-movflags', '+faststart', '-f', 'mp4', `file:${output}`],
]

const streams = ['-map', '0:V:0', '-map', '0:a:0?']

/** The same streams in another container: nothing is lost, and it is done in a moment. */
const copyArguments = (input: string[], output: string) => [
  ...head,
  ...input,
  ...streams,
  ...['-c', 'copy'],
  ...foot(output),
]

const encodeArguments = (args: {
  input: string[]
  output: string
  clip: Clip
  /** The most bits per second that the picture may take. */
  most: number
}): string[] => {
  const { input, output, clip, most } = args
  const rate = frameRate(clip.framesPerSecond)
  // What has few bits for each pixel looks better in a smaller frame.
  const isThin = most < clip.width * clip.height * 1.5
  const bound = isThin ? 1280 : 3840
  return [
    ...head,
    ...input,
    ...streams,
    '-vf',
    [
      'scale=trunc(iw*sar/2)*2:trunc(ih/2)*2,setsar=1',
      `scale='min(${bound},iw)':'min(${bound},ih)':force_original_aspect_ratio=decrease:flags=lanczos`,
      'scale=trunc(iw/2)*2:trunc(ih/2)*2',
      `fps=${rate}:start_time=0,format=yuv420p`,
    ].join(','),
    ...['-c:v', 'libx264', '-preset', 'fast', '-crf', '20', '-profile:v', 'high'],
    ...['-maxrate', String(most), '-bufsize', String(most), '-pix_fmt', 'yuv420p'],
    ...['-g', String(Math.round(toNumber(rate) * 2))],
    ...['-c:a', 'aac', '-b:a', String(soundRate), '-ar', '48000', '-ac', '2'],
    ...foot(output),
  ]
}

/**
 * Brings a video into an MP4 with H.264 and AAC that starts to play before it is loaded whole. Streams that are so already
 * are only put into another container, as long as they are small enough.
 *
 * @throws `MEDIA_UNREADABLE`, `MEDIA_TOO_LARGE`, `RENDER_FAILED`, `FFMPEG_NOT_FOUND`; the signal's reason when aborted
 */
export const convertVideo = async (args: Args): Promise<ConvertedFile> => {
  const { path, conversion, workDir, signal } = args
  const { maxBytes } = conversion
  const ffmpeg = await findFfmpeg()
  const input = await clipInput(path)
  const clip = await probeClip({ ffmpeg, input, maxSeconds: mostSeconds, signal })
  const output = join(workDir, 'converted.mp4')
  const finish = async (encode: string[], onShare: (share: number) => void): Promise<boolean> => {
    await encodeClip({ ffmpeg, encode, seconds: clip.seconds, output, signal, onShare })
    return (await stat(output)).size <= maxBytes
  }
  let told = -1
  const tell = (share: number) => {
    const percent = Math.floor(share * 100)
    if (percent <= told) return
    told = percent
    args.onProgress?.(percent)
  }
  const done = { path: output, mimeType: 'video/mp4' }

  const coded = await readStreams({ ffmpeg, input, signal })
  const isPlain = coded !== undefined && areStreamsPlain(coded)
  if (isPlain && (await stat(path)).size <= maxBytes * 0.99) {
    if (await finish(copyArguments(input, output), () => undefined)) return done
  }
  const room = (maxBytes * 8 * 0.94) / clip.seconds - (clip.hasSound ? soundRate : 0)
  for (const share of shares) {
    const most = Math.floor(Math.min(room * share, mostRate))
    if (most < leastRate) break
    if (await finish(encodeArguments({ input, output, clip, most }), tell)) return done
  }
  throw mediaError({
    code: 'MEDIA_TOO_LARGE',
    message: `It is too long to be made smaller than ${describeBytes(maxBytes)}. Shorten it.`,
  })
}
