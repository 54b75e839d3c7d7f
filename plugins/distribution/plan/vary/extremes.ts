import { compose, fieldsOf, leastTags, mostTags, type Said, type VaryFault } from './compose.ts'
import type { Taken } from './draw.ts'
import type { Piece } from './template.ts'
import type { Values } from './variables.ts'
import { takeAsDrawn } from './vary.ts'
import type { Voice } from './voice.ts'

type Args = {
  voice: Voice
  values: Values
  maxTags?: number
  /** How long a piece of a text is, as its platform counts. */
  measure: (text: string) => number
  /** Only the longest and the shortest, however few there are. */
  isBrief?: boolean
}

/** One variant, by what is remarkable about it. */
export type Remarkable = { which: 'longest' | 'shortest' | 'any'; said: Said; faults: VaryFault[] }

/** So few variants are all looked at. */
const few = 24

/** All ways through some pieces; to be asked only of what has few. */
const waysThrough = (pieces: readonly Piece[]): Taken[] =>
  pieces.reduce<Taken[]>(
    (ways, piece) =>
      piece.kind === 'choice'
        ? ways.flatMap((way) =>
            piece.branches.flatMap((branch, index) =>
              waysThrough(branch.pieces).map(
                (inner) => new Map([...way, [piece, index], ...inner]),
              ),
            ),
          )
        : ways,
    [new Map()],
  )

const best = (texts: string[], isBetter: (a: string, b: string) => boolean): string =>
  texts.reduce((so, text) => (isBetter(text, so) ? text : so))

/**
 * The variants by which all of a voice stand or fall for an account: every text where there are few, else the longest and the
 * shortest, each with the most and the longest hashtags, or the fewest. The length of a whole is taken as that of its pieces.
 */
export const findExtremes = ({ voice, values, maxTags, measure, isBrief }: Args): Remarkable[] => {
  const common = { voice, values, ...(maxTags === undefined ? {} : { maxTags }) }
  const many = mostTags(voice)
  const lengths = new Map<string, number>()
  const lengthOf = (text: string): number => {
    const length = lengths.get(text) ?? measure(text)
    lengths.set(text, length)
    return length
  }
  const extreme = (which: 'longest' | 'shortest'): Remarkable => {
    const isBetter = (a: string, b: string) =>
      which === 'longest' ? lengthOf(a) > lengthOf(b) : lengthOf(a) < lengthOf(b)
    const { said, faults } = compose({
      ...common,
      places: which === 'longest' ? many : leastTags(voice),
      choose: ({ branches }, render) =>
        best(
          branches.map(({ pieces }) => render(pieces)),
          isBetter,
        ),
    })
    return { which, said, faults }
  }
  const ends = [extreme('longest'), extreme('shortest')]
  if (isBrief || voice.texts > BigInt(few)) return ends
  const ways = waysThrough(fieldsOf(voice).flatMap(({ template }) => template.pieces))
  const all = ways.map((way): Remarkable => {
    const { said, faults } = compose({
      ...common,
      places: many,
      choose: takeAsDrawn(way),
    })
    return { which: 'any', said, faults }
  })
  return [...ends, ...all]
}
