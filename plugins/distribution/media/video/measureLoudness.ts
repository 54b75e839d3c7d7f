import { z } from 'zod'
import type { Ffmpeg } from './findFfmpeg.ts'
import { readTime } from './readTime.ts'
import { runFfmpeg } from './runFfmpeg.ts'

/** How loud a sound is as a whole, in LUFS, and its true peak, in dBTP (EBU R 128, ITU-R BS.1770). */
export type Loudness = { integrated: number; truePeak: number }

type Args = {
  ffmpeg: Ffmpeg
  input: readonly string[]
  /** Only so much from the beginning. @default all */
  seconds?: number
  signal?: AbortSignal
  /** Up to which instant it has listened, in seconds. */
  onTime?: (seconds: number) => void
}

const measured = z.object({ input_i: z.coerce.number(), input_tp: z.coerce.number() })

/**
 * Listens to a clip once, without decoding its picture, in stereo as it will be heard: one channel alone would count as
 * half as loud. Null where it is silent or too short to be measured: then there is nothing to normalise.
 */
export const measureLoudness = async (args: Args): Promise<Loudness | null> => {
  const { ffmpeg, input, seconds, signal, onTime } = args
  const { stderr } = await runFfmpeg({
    program: ffmpeg.ffmpeg,
    args: [
      ...['-hide_banner', '-nostdin', '-nostats', '-v', 'info', '-progress', 'pipe:1'],
      ...(seconds === undefined ? [] : ['-t', seconds.toFixed(3)]),
      ...input,
      ...['-map', '0:a:0', '-af', 'aformat=channel_layouts=stereo,loudnorm=print_format=json'],
      ...['-f', 'null', '-'],
    ],
    signal,
    onLine: (line) => {
      const reached = readTime(line)
      if (reached !== undefined) onTime?.(reached)
    },
  })
  return readLoudness(stderr)
}

/** Reads the block that FFmpeg's `loudnorm` prints last. "-inf" is silence. */
export const readLoudness = (log: string): Loudness | null => {
  const block = log.slice(log.lastIndexOf('{')).match(/^\{[^}]*\}/)?.[0]
  if (!block) return null
  const { success, data } = measured.safeParse(JSON.parse(block))
  if (!success || data.input_i <= -70) return null
  return { integrated: data.input_i, truePeak: data.input_tp }
}
