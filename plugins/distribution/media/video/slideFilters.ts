import { toNumber } from './frameRate.ts'
import { holdClearStill, holdStill } from './stillInput.ts'

/** A picture in the size of the frame, from `stillInput`. */
export type Slide = { input: string[]; seconds: number }

type Args = {
  slides: Slide[]
  /** Seconds in which a slide appears over the one before it. */
  fade: number
  rate: string
  /** What the result is called in the graph. */
  output: string
}

/**
 * FFmpeg's filters that show slides one after the other; slide n is the n-th input. Each appears over the one before it,
 * which stays below it for so long: the whole lasts as long as all slides together.
 */
export const slideFilters = ({ slides, fade, rate, output }: Args): string[] => {
  const frames = (seconds: number) => Math.round(seconds * toNumber(rate))
  const starts = slides.map((_, index) =>
    frames(slides.slice(0, index).reduce((sum, { seconds }) => sum + seconds, 0)),
  )
  const end = frames(slides.reduce((sum, { seconds }) => sum + seconds, 0))
  const fading = frames(fade)
  const drawn = slides.map((_, index) => {
    const start = starts[index] ?? 0
    const until = index === slides.length - 1 ? end : (starts[index + 1] ?? end) + fading
    // The first one lies below all others, to the end.
    if (index === 0) return `[0:v]${holdStill({ frames: end, rate })}[slide0]`
    const appear = fading > 0 ? `,fade=t=in:s=0:n=${fading}:alpha=1` : ''
    const hold = holdClearStill({ frames: Math.max(1, Math.min(until, end) - start), rate })
    return `[${index}:v]${hold}${appear},setpts=PTS+${start}/(${rate})/TB[slide${index}]`
  })
  const layers = slides.slice(1).map((_, index) => {
    const below = index === 0 ? '[slide0]' : `[below${index}]`
    const above = index === slides.length - 2 ? '[slides]' : `[below${index + 1}]`
    return `${below}[slide${index + 1}]overlay=0:0:eof_action=pass${above}`
  })
  const last = slides.length === 1 ? '[slide0]' : '[slides]'
  return [...drawn, ...layers, `${last}format=yuv420p${output}`]
}
