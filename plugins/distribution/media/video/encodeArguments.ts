import type { Graph } from './composeGraph.ts'
import { toNumber } from './frameRate.ts'

type Args = {
  graph: Graph
  /** From `frameRate`: of the result. */
  rate: string
  output: string
}

/**
 * FFmpeg's arguments for one encode: H.264 and AAC in an MP4 that starts to play before it is loaded whole, in the
 * colours of HD video. The file's own metadata (place, device) are left behind.
 */
export const encodeArguments = ({ graph, rate, output }: Args): string[] => [
  ...['-v', 'error', '-nostdin', '-nostats', '-progress', 'pipe:1', '-y'],
  ...graph.inputs,
  ...['-filter_complex', graph.filters],
  ...['-map', '[picture]', '-map', '[sound]', '-map_metadata', '-1', '-map_chapters', '-1'],
  ...['-c:v', 'libx264', '-preset', 'fast', '-crf', '20', '-profile:v', 'high'],
  ...['-pix_fmt', 'yuv420p', '-color_range', 'tv', '-colorspace', 'bt709'],
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709'],
  ...['-g', String(Math.round(toNumber(rate) * 2))],
  ...['-c:a', 'aac', '-b:a', '160k', '-ar', '48000', '-ac', '2'],
  ...['-movflags', '+faststart', '-f', 'mp4', `file:${output}`],
]
