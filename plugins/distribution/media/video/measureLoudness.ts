import { z } from 'zod'
import type { Ffmpeg } from './findFfmpeg.ts'
import { runFfmpeg } from './runFfmpeg.ts'

/** How loud a sound is as a whole, in LUFS, and its true peak, in dBTP (EBU R 128, ITU-R BS.1770). */
export type Loudness = { integrated: number; truePeak: number }

type Args = { ffmpeg: Ffmpeg; input: readonly string[]; signal?: AbortSignal }

const measured = z.object({ input_i: z.coerce.number(), input_tp: z.coerce.number() })

/** Listens to a clip once. Null where it is silent or too short to be measured: then there is nothing to normalise. */
export const measureLoudness = async ({
  ffmpeg,
  input,
  signal,
}: Args): Promise<Loudness | null> => {
  const args = [
    ...['-hide_banner', '-nostdin', '-nostats', '-v', 'info', ...input, '-map', '0:a:0'],
    ...['-af', 'loudnorm=print_format=json', '-f', 'null', '-'],
  ]
  const { stderr } = await runFfmpeg({ program: ffmpeg.ffmpeg, args, signal })
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
