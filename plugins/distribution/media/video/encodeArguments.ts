import { frameRate, toNumber } from './frameRate.ts'
import type { Loudness } from './measureLoudness.ts'
import { normaliseSound } from './normaliseSound.ts'
import type { Clip } from './probeClip.ts'

type Args = {
  clip: Clip
  /** What opens the clip, from `clipInput`. */
  input: readonly string[]
  /** Paths of pictures that already have the size of the frame. */
  intro?: { path: string; seconds: number }
  outro?: { path: string; seconds: number }
  frame: { width: number; height: number }
  background: string
  loudness: Loudness | null
  output: string
}

/**
 * FFmpeg's arguments for one encode: the clip scaled and padded to the frame, overlays over its first and last
 * seconds, H.264 and AAC in an MP4 that starts to play before it is loaded whole. The file's own metadata (place,
 * device) are left behind.
 */
export const encodeArguments = (args: Args): string[] => {
  const { clip, input, intro, outro, output } = args
  const rate = frameRate(clip.framesPerSecond)
  return [
    ...['-v', 'error', '-nostdin', '-nostats', '-progress', 'pipe:1', '-y'],
    ...input,
    ...[intro, outro].flatMap((overlay) => (overlay ? pictureInput(overlay.path) : [])),
    ...['-filter_complex', `${pictureGraph({ ...args, rate })};${soundGraph(args)}`],
    ...['-map', '[picture]', '-map', '[sound]', '-map_metadata', '-1', '-map_chapters', '-1'],
    ...[
      '-c:v',
      'libx264',
      '-preset',
      'fast',
      '-crf',
      '20',
      '-profile:v',
      'high',
      '-pix_fmt',
      'yuv420p',
    ],
    ...['-g', String(Math.round(toNumber(rate) * 2))],
    ...['-c:a', 'aac', '-b:a', '160k', '-ar', '48000', '-ac', '2'],
    ...['-movflags', '+faststart', '-f', 'mp4', `file:${output}`],
  ]
}

const pictureInput = (path: string) => [
  '-protocol_whitelist',
  'file,pipe',
  '-f',
  'png_pipe',
  '-i',
  `file:${path}`,
]

const pictureGraph = ({ clip, intro, outro, frame, background, rate }: Args & { rate: string }) => {
  const { width, height } = frame
  const steps = [
    // Stored pixels need not be square: make them so before anything is measured in pixels.
    `[0:V:0]scale=trunc(iw*sar/2)*2:trunc(ih/2)*2,setsar=1`,
    `scale=${width}:${height}:force_original_aspect_ratio=decrease:flags=lanczos`,
    `pad=${width}:${height}:(ow-iw)/2:(oh-ih)/2:color=0x${background.slice(1)}`,
    `setsar=1,fps=${rate}:start_time=0,format=yuv420p`,
  ]
  const layers = [
    intro && `lt(t,${time(intro.seconds)})`,
    outro && `gte(t,${time(clip.seconds - outro.seconds)})`,
  ].filter((layer): layer is string => Boolean(layer))
  const overlays = layers.map(
    (when, index) =>
      `[base${index}];[base${index}][${index + 1}:v]overlay=0:0:eof_action=repeat:enable='${when}'`,
  )
  return `${steps.join(',')}${overlays.join('')}[picture]`
}

/** The clip's sound, or silence, exactly as long as its picture. */
const soundGraph = ({ clip, loudness }: Args) => {
  const length = `atrim=end=${time(clip.seconds)}`
  if (!clip.hasSound) return `anullsrc=r=48000:cl=stereo,${length}[sound]`
  const steps = [
    'aresample=48000:async=1:first_pts=0',
    ...(loudness ? normaliseSound(loudness) : []),
    'aformat=sample_fmts=fltp:channel_layouts=stereo',
    `apad,${length}`,
  ]
  return `[0:a:0]${steps.join(',')}[sound]`
}

/** Seconds to the microsecond, never as 1e-7. */
const time = (seconds: number) => seconds.toFixed(6)
