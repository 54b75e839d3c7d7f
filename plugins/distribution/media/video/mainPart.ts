import { fitFilters } from './fitFilters.ts'
import type { Loudness } from './measureLoudness.ts'
import type { Clip } from './probeClip.ts'
import { type Slide, slideFilters } from './slideFilters.ts'
import { soundFilters } from './soundFilters.ts'

/** What a video shows between its intro and its outro. */
export type Main =
  | { kind: 'clip'; clip: Clip; input: string[]; loudness: Loudness | null; seconds: number }
  | {
      kind: 'slides'
      slides: Slide[]
      /** Seconds in which a slide appears over the one before it. */
      fade: number
      /** What opens the music, and how loud it is. */
      music: { input: string[]; loudness: Loudness | null } | null
      seconds: number
    }

type Args = {
  main: Main
  frame: { width: number; height: number }
  fit: 'pad' | 'crop'
  background: string
  rate: string
}

/** The name of the picture in the graph. */
export const MAIN = '[main]'

/** What FFmpeg opens for it: always the first of all inputs. */
export const mainInputs = (main: Main): { args: string[]; count: number } => {
  if (main.kind === 'clip') return { args: main.input, count: 1 }
  const { slides, music } = main
  return {
    args: [...slides.flatMap(({ input }) => input), ...(music?.input ?? [])],
    count: slides.length + (music ? 1 : 0),
  }
}

/** The filters of its picture, which they call `MAIN`. */
export const mainPicture = (args: Args): string[] => {
  const { main, rate } = args
  if (main.kind === 'clip') return [`[0:V:0]${fitFilters({ ...args, clip: main.clip })}${MAIN}`]
  return slideFilters({ slides: main.slides, fade: main.fade, rate, output: MAIN })
}

/** The music fades out in its last seconds. */
const FADE_OUT = 1.5

/** The filters of its sound, without an end; silence where it has none. */
export const mainSound = ({ main }: Args): string => {
  if (main.kind === 'clip' && main.clip.hasSound)
    return `[0:a:0]${soundFilters(main.loudness)},apad`
  if (main.kind === 'slides' && main.music) {
    const from = Math.max(0, main.seconds - FADE_OUT)
    const fade = `afade=t=out:st=${from.toFixed(3)}:d=${Math.min(FADE_OUT, main.seconds).toFixed(3)}`
    return `[${main.slides.length}:a:0]${soundFilters(main.music.loudness)},apad,${fade}`
  }
  return 'anullsrc=r=48000:cl=stereo,aformat=sample_fmts=fltp'
}
