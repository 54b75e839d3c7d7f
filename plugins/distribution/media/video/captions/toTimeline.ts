import type { Cue } from './readCaptions.ts'

/** What is shown from one instant to the next: the lines of all captions whose time it is; none in between. */
export type Moment = { seconds: number; lines: string[] }

/** The whole length of a clip, cut where a caption appears or goes. Captions at one time stand above one another. */
export const toTimeline = ({ cues, seconds }: { cues: Cue[]; seconds: number }): Moment[] => {
  const places = cues
    .flatMap(({ from, until }) => [from, until])
    .filter((place) => place > 0 && place < seconds)
  const cuts = [...new Set([0, ...places, seconds])].sort((a, b) => a - b)
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0
    const shown = cues.filter(({ from, until }) => from <= start && until >= end)
    return { seconds: end - start, lines: shown.flatMap(({ lines }) => lines) }
  })
}
