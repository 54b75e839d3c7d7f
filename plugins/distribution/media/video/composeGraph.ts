import type { PreparedCaptions } from './captions/prepareCaptions.ts'
import { fitFilters } from './fitFilters.ts'
import { toNumber } from './frameRate.ts'
import { MAIN, type Main, mainInputs, mainPicture, mainSound } from './mainPart.ts'
import type { PreparedOverlay } from './prepareOverlay.ts'
import { soundFilters } from './soundFilters.ts'
import { holdClearStill, holdStill } from './stillInput.ts'

type Name = 'intro' | 'outro'

export type GraphArgs = {
  main: Main
  overlays: Partial<Record<Name, PreparedOverlay>>
  frame: { width: number; height: number }
  fit: 'pad' | 'crop'
  background: string
  /** From `frameRate`: of the result. */
  rate: string
  captions?: PreparedCaptions
}

/** What FFmpeg opens, what it makes of it, and how long that is in seconds. */
export type Graph = { inputs: string[]; filters: string; seconds: number }

/** A stretch of the result. */
type Stretch = { filters: string[]; picture: string; sound: string; seconds: number }

type Placed = PreparedOverlay & { name: Name; index: number }

/**
 * FFmpeg's filters for the whole of a video: what is shown, overlays over its first and last seconds, captions over
 * both, and frames of their own before and after. It leaves `[picture]` and `[sound]`.
 */
export const composeGraph = (args: GraphArgs): Graph => {
  const { main, overlays } = args
  const placed = (['intro', 'outro'] as const).flatMap((name) => {
    const overlay = overlays[name]
    return overlay ? [{ ...overlay, name }] : []
  })
  const first = mainInputs(main).count
  const indexed: Placed[] = placed.map((one, index) => ({ ...one, index: first + index }))
  const own = (name: Name) =>
    indexed.filter((one) => one.name === name && one.placement === 'own_frames')
  const stretches = [
    ...own('intro').map((one) => ownFrames(args, one)),
    mainStretch(args, {
      over: indexed.filter(({ placement }) => placement === 'superimposed'),
      captionsAt: first + indexed.length,
    }),
    ...own('outro').map((one) => ownFrames(args, one)),
  ]
  return {
    inputs: [
      ...mainInputs(main).args,
      ...indexed.flatMap(({ input }) => input),
      ...(args.captions?.input ?? []),
    ],
    filters: join(stretches).join(';'),
    seconds: stretches.reduce((sum, { seconds }) => sum + seconds, 0),
  }
}

/** One after the other: pictures and sounds on their own, since each has its own idea of where it ends. */
const join = (stretches: Stretch[]): string[] => {
  const filters = stretches.flatMap((one) => one.filters)
  const [only] = stretches
  if (stretches.length === 1 && only)
    return [...filters, `${only.picture}null[picture]`, `${only.sound}anull[sound]`]
  const count = stretches.length
  return [
    ...filters,
    `${stretches.map(({ picture }) => picture).join('')}concat=n=${count}:v=1:a=0[picture]`,
    `${stretches.map(({ sound }) => sound).join('')}concat=n=${count}:v=0:a=1[sound]`,
  ]
}

/** In whole frames, and never more than was asked for. */
const framesOf = (seconds: number, rate: string): number =>
  Math.max(1, Math.floor(seconds * toNumber(rate) + 1e-6))

const ownFrames = (args: GraphArgs, overlay: Placed): Stretch => {
  const { rate } = args
  const { name, index, clip } = overlay
  const frames = framesOf(overlay.seconds, rate)
  const seconds = frames / toNumber(rate)
  const picture = clip
    ? `[${index}:V:0]${fitFilters({ ...args, clip })},trim=end_frame=${frames},setpts=PTS-STARTPTS[${name}]`
    : `[${index}:v]${holdStill({ frames, rate })}[${name}]`
  const sound = clip?.hasSound
    ? `[${index}:a:0]${soundFilters(clip.loudness)},apad,atrim=end=${time(seconds)}[${name}sound]`
    : `anullsrc=r=48000:cl=stereo,atrim=end=${time(seconds)},aformat=sample_fmts=fltp[${name}sound]`
  return {
    filters: [picture, sound],
    picture: `[${name}]`,
    sound: `[${name}sound]`,
    seconds,
  }
}

type Above = {
  over: Placed[]
  /** Which input the captions are. */
  captionsAt: number
}

const mainStretch = (args: GraphArgs, { over, captionsAt }: Above): Stretch => {
  const { main, captions } = args
  const filters = mainPicture(args)
  let last = MAIN
  for (const overlay of over) {
    filters.push(...superimpose(args, overlay, last))
    last = `[with${overlay.name}]`
  }
  if (captions) {
    filters.push(
      `[${captionsAt}:v]${CLEAR}[captions]`,
      `${last}[captions]overlay=${captions.x}:${captions.y}:eof_action=repeat[captioned]`,
    )
    last = '[captioned]'
  }
  return {
    filters: [...filters, `${mainSound(args)},atrim=end=${time(main.seconds)}[mainsound]`],
    picture: last,
    sound: '[mainsound]',
    seconds: main.seconds,
  }
}

const superimpose = (args: GraphArgs, overlay: Placed, below: string): string[] => {
  const { main, rate } = args
  const { name, index, seconds, clip } = overlay
  const from = name === 'intro' ? 0 : main.seconds - seconds
  const when = name === 'intro' ? `lt(t,${time(seconds)})` : `gte(t,${time(from)})`
  const over = clip
    ? `[${index}:V:0]${fitFilters({ ...args, clip })},trim=end_frame=${framesOf(seconds, rate)},setpts=PTS-STARTPTS+${time(from)}/TB[${name}]`
    : `[${index}:v]${holdClearStill({ frames: 1, rate })}[${name}]`
  return [over, `${below}[${name}]overlay=0:0:eof_action=repeat:enable='${when}'[with${name}]`]
}

/** What is transparent stays so, in the colours of the result. */
const CLEAR = 'scale=out_color_matrix=bt709:out_range=limited,format=yuva420p'

/** Seconds to the microsecond, never as 1e-7. */
const time = (seconds: number): string => seconds.toFixed(6)
