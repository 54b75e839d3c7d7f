import { z } from 'zod'
import type { Ffmpeg } from './findFfmpeg.ts'
import { runFfmpeg } from './runFfmpeg.ts'

/** The streams of a clip that count: its first moving picture (no cover art), in stored pixels, and its sound. */
export type ClipDescription = {
  width: number
  height: number
  /** Average frames per second; null where the file does not say. */
  framesPerSecond: number | null
  hasSound: boolean
  /** How long the file says that it lasts, in seconds, over all its streams; null where it does not say. */
  statedSeconds: number | null
  /** How many streams of any kind it has. */
  streams: number
  colour: ClipColour
}

/** How the numbers of a picture are to be read, in FFmpeg's words; null where the file does not say. */
export type ClipColour = {
  /** Such as `yuv420p10le`. */
  pixels: string
  /** The matrix, such as `bt709`. */
  space: string | null
  /** Such as `smpte2084`, which is HDR. */
  transfer: string | null
  /** True: from 0 to 255, as pictures have it. */
  isFullRange: boolean
}

type Args = { ffmpeg: Ffmpeg; input: readonly string[]; signal?: AbortSignal }

/** What a clip is made of, by ffprobe where it lies beside FFmpeg, else by what FFmpeg says about it. Null: no picture. */
export const describeClip = async ({
  ffmpeg,
  input,
  signal,
}: Args): Promise<ClipDescription | null> =>
  ffmpeg.ffprobe
    ? describeByFfprobe({ program: ffmpeg.ffprobe, input, signal })
    : describeByFfmpeg({ program: ffmpeg.ffmpeg, input, signal })

type ReaderArgs = { program: string; input: readonly string[]; signal?: AbortSignal }

const probed = z.object({
  streams: z
    .array(
      z.object({
        codec_type: z.string().optional(),
        width: z.number().optional(),
        height: z.number().optional(),
        avg_frame_rate: z.string().optional(),
        disposition: z.object({ attached_pic: z.number() }).optional(),
        pix_fmt: z.string().optional(),
        color_space: z.string().optional(),
        color_transfer: z.string().optional(),
        color_range: z.string().optional(),
      }),
    )
    .default([]),
  format: z.object({ duration: z.coerce.number().optional() }).optional(),
})

const saidOrNull = (value: string | undefined): string | null =>
  value === undefined || value === 'unknown' || value === 'reserved' ? null : value

const describeByFfprobe = async ({
  program,
  input,
  signal,
}: ReaderArgs): Promise<ClipDescription | null> => {
  const args = ['-v', 'error', '-print_format', 'json', '-show_streams', '-show_format', ...input]
  const { stdout } = await runFfmpeg({ program, args, signal })
  const { streams, format } = probed.parse(JSON.parse(stdout.join('\n') || '{}'))
  const picture = streams.find(
    (stream) => stream.codec_type === 'video' && !stream.disposition?.attached_pic,
  )
  if (!picture?.width || !picture.height) return null
  const [over = 0, under = 0] = (picture.avg_frame_rate ?? '').split('/').map(Number)
  const pixels = picture.pix_fmt ?? ''
  return {
    width: picture.width,
    height: picture.height,
    framesPerSecond: over > 0 && under > 0 ? over / under : null,
    hasSound: streams.some((stream) => stream.codec_type === 'audio'),
    statedSeconds: format?.duration ?? null,
    streams: streams.length,
    colour: {
      pixels,
      space: saidOrNull(picture.color_space),
      transfer: saidOrNull(picture.color_transfer),
      isFullRange: picture.color_range === 'pc' || pixels.startsWith('yuvj'),
    },
  }
}

const describeByFfmpeg = async ({
  program,
  input,
  signal,
}: ReaderArgs): Promise<ClipDescription | null> => {
  const { stderr } = await runFfmpeg({
    program,
    args: ['-hide_banner', '-nostdin', ...input],
    signal,
  })
  return readFfmpegListing(stderr)
}

/**
 * Reads the list of streams that `ffmpeg -i` prints. Only lines that begin with "Stream #0:" count: the values of a
 * file's metadata stand behind their key, and can't pretend to be one.
 */
export const readFfmpegListing = (listing: string): ClipDescription | null => {
  const streams = listing.split('\n').filter((line) => /^ {2,4}Stream #0:\d+/.test(line))
  const picture = streams.find(
    (line) => line.includes(': Video: ') && !line.includes('(attached pic)'),
  )
  const [, width, height] = picture?.match(/, (\d{1,5})x(\d{1,5})(?=[ ,]|$)/) ?? []
  if (!picture || !width || !height) return null
  const [, rate, thousands] =
    picture.match(/, ([\d.]+)(k?) fps/) ?? picture.match(/, ([\d.]+)(k?) tbr/) ?? []
  return {
    width: Number(width),
    height: Number(height),
    framesPerSecond: rate ? Number(rate) * (thousands ? 1000 : 1) : null,
    hasSound: streams.some((line) => line.includes(': Audio: ')),
    statedSeconds: readDuration(listing),
    streams: streams.length,
    colour: readColour(picture),
  }
}

const readDuration = (listing: string) => {
  const [, hours, minutes, seconds] = listing.match(/^ {2}Duration: (\d+):(\d+):([\d.]+)/m) ?? []
  return seconds === undefined
    ? null
    : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}

/** From `yuv420p10le(tv, bt2020nc/bt2020/smpte2084, progressive)`; one word stands for three that are the same. */
const readColour = (picture: string): ClipColour => {
  const [, pixels = '', notes = ''] = picture.match(/, ([a-z]\w+)(?:\(([^)]*)\))?, \d+x\d+/) ?? []
  const words = notes.split(', ')
  const colours = words.find((word) => /^(?:bt|smpte|arib|gbr|unknown|iec|fcc)/.test(word))
  const [space, , transfer] = colours?.split('/') ?? []
  return {
    pixels,
    space: saidOrNull(space),
    transfer: saidOrNull(transfer ?? space),
    isFullRange: words.includes('pc') || pixels.startsWith('yuvj'),
  }
}
