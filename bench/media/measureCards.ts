import { compile, forkProgram } from '../support/forkProgram.ts'
import { invalid } from '../support/invalid.ts'
import { type Metric, summarise } from '../support/metric.ts'
import type { CardsMessage, CardsOrder } from './cardsProgram.ts'

type Args = {
  runs: number
  /** How many cards each run draws in each way. */
  cards: number
  say: (line: string) => void
  signal: AbortSignal
}

/**
 * A typical card drawn as a post's card is, against satori and sharp alone, which draw the same picture with every size
 * known before; in one process, taking turns.
 */
export const measureCards = async ({ runs, cards, say, signal }: Args): Promise<Metric[]> => {
  const path = await compile('bench/media/cardsProgram.ts')
  const program = forkProgram<CardsMessage>({ path, order: {} })
  try {
    await program.next('ready')
    const draw = async (way: CardsOrder['way'], count: number) => {
      signal.throwIfAborted()
      const drawn = program.next('drawn')
      program.tell({ type: 'draw', way, cards: count } satisfies CardsOrder)
      return drawn
    }
    // The first ones read fonts and are compiled as they run.
    for (const way of ['ours', 'alone', 'ours', 'alone'] as const) await draw(way, 2)
    const ratios: number[] = []
    const each: number[] = []
    for (let run = 0; run < runs; run += 1) {
      const [ours, alone] =
        run % 2 === 0
          ? [await draw('ours', cards), await draw('alone', cards)]
          : [await draw('alone', cards), await draw('ours', cards)].reverse()
      if (!ours || !alone || ours.sum !== alone.sum) {
        throw invalid('The two ways drew different cards.')
      }
      say(`a card: ${(ours.ms / cards).toFixed(0)} ms, alone ${(alone.ms / cards).toFixed(0)} ms`)
      ratios.push(ours.ms / alone.ms)
      each.push(ours.ms / cards)
    }
    return [
      summarise({ metric: 'media.cardVsAlone', unit: 'ratio', values: ratios }),
      summarise({ metric: 'media.cardMs', unit: 'ms', values: each }),
    ]
  } finally {
    await program.kill()
  }
}
