import type { Ffmpeg } from './findFfmpeg.ts'
import { runFfmpeg } from './runFfmpeg.ts'

type Args = { ffmpeg: Ffmpeg; input: readonly string[]; signal?: AbortSignal }

/** In seconds: where the last frame of the picture ends (0 where there is none), and where the last sound or frame. */
export type ClipMeasure = {
  pictureSeconds: number
  seconds: number
  hasGap: boolean
  /** How many frames the picture has. */
  frames: number
}

/**
 * The true length of a clip, by reading through the file without decoding it. Headers may lie, and videos recorded by
 * a browser have no length in their header at all. `hasGap`: FFmpeg found the file to end in the midst of a frame.
 */
export const measureClip = async ({ ffmpeg, input, signal }: Args): Promise<ClipMeasure> => {
  const args = [
    ...['-v', 'error', '-nostdin', ...input, '-map', '0:V:0', '-map', '0:a?'],
    ...['-c', 'copy', '-f', 'framecrc', '-'],
  ]
  const ticks: number[] = []
  const ends: number[] = []
  let frames = 0
  const { stderr } = await runFfmpeg({
    program: ffmpeg.ffmpeg,
    args,
    signal,
    onLine: (line) => {
      const [, stream, over, under] = line.match(/^#tb (\d+): (\d+)\/(\d+)/) ?? []
      if (stream) ticks[Number(stream)] = Number(over) / Number(under)
      if (line.startsWith('#')) return
      const [index = 0, , shown = Number.NaN, lasts = Number.NaN] = line.split(',').map(Number)
      if (index === 0) frames++
      const end = (shown + lasts) * (ticks[index] ?? Number.NaN)
      if (end > (ends[index] ?? 0)) ends[index] = end
    },
  })
  return {
    pictureSeconds: ends[0] ?? 0,
    seconds: Math.max(0, ...ends.filter((end) => end !== undefined)),
    frames,
    hasGap: /partial file|ended prematurely|truncated/i.test(stderr),
  }
}
