import { luckOf } from '../luckOf.ts'
import type { Choice, Piece } from './template.ts'

/** Turns end here; a period that is longer than all turns is as good as none. */
const endless = 2 ** 26

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

const atMost = (period: number): number => Math.min(period, endless)

/** The numbers from 0 to `count` without it, in an order that the seed decides. */
export const shuffle = (count: number, seed: string): number[] =>
  Array.from({ length: count }, (_, index) => ({ index, luck: luckOf(seed, String(index)) }))
    .toSorted((a, b) => a.luck - b.luck || a.index - b.index)
    .map(({ index }) => index)

/** What is drawn for each turn, and after how many turns it begins anew. */
export type Drawing<Drawn> = { period: number; draw: (turn: number) => Drawn }

/**
 * Several drawings as one, so that what they draw together comes as evenly as it can: over as many turns as there are
 * combinations each comes once, and each drawing by itself still sees turns that follow one another, which is all that its
 * own evenness rests on.
 *
 * Two that have no common divisor meet in all combinations by themselves (Chinese remainder theorem). Others meet in a part
 * of them in each common multiple of their periods; after each of those the second goes one turn ahead of the first.
 */
export const drawTogether = <Drawn>(drawings: Drawing<Drawn>[]): Drawing<Drawn[]> => {
  let period = 1
  const draws = drawings.map((one) => {
    const common = divisor(period, one.period)
    const together = atMost((period / common) * one.period)
    period = atMost(period * one.period)
    return (turn: number) => one.draw(turn + (Math.floor(turn / together) % common))
  })
  return { period, draw: (turn) => draws.map((draw) => draw(turn)) }
}

/** Which branch of each choice is taken that a text comes to. */
export type Taken = ReadonlyMap<Choice, number>

/**
 * The choices of a text, by turns: of any turns that follow one another each alternative gets as many as the others, or a few
 * more where alternatives nest, never in proportion to their number; those within an alternative likewise of the turns that it gets.
 *
 * @param key tells one text of a plan from the others
 */
export const drawChoices = (
  pieces: readonly Piece[],
  { seed, key }: { seed: string; key: string },
): Drawing<Taken> => {
  const choices = pieces.filter((piece) => piece.kind === 'choice')
  const drawings = choices.map((choice, place): Drawing<Taken> => {
    const own = `${key}.${place}`
    const count = choice.branches.length
    const order = shuffle(count, `${seed} ${own}`)
    const within = choice.branches.map((branch, index) =>
      drawChoices(branch.pieces, { seed, key: `${own}.${index}` }),
    )
    const longest = within.reduce(
      (so, { period }) => atMost((so / divisor(so, period)) * period),
      1,
    )
    return {
      period: atMost(count * longest),
      draw: (turn) => {
        const index = order[turn % count] ?? 0
        const inner = within[index]?.draw(Math.floor(turn / count)) ?? new Map()
        return new Map([[choice, index], ...inner])
      },
    }
  })
  const together = drawTogether(drawings)
  return {
    period: together.period,
    draw: (turn) => new Map(together.draw(turn).flatMap((taken) => [...taken])),
  }
}
