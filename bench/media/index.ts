import type { Benchmark } from '../support/benchmark.ts'
import { measureCards } from './measureCards.ts'
import { measureVideos } from './measureVideos.ts'

/** How much longer a card and a video take than the same thing made by the library alone, in the same run. */
export const media: Benchmark = {
  options: {
    runs: 5,
    /** Drawn in each way in each run. */
    cards: 6,
    /** How often a video is made in each way. */
    videos: 3,
    /** How long its clip lasts. */
    seconds: 60,
  },
  run: async ({ options, say, signal }) => {
    const { runs, cards, videos, seconds } = options as Record<
      'runs' | 'cards' | 'videos' | 'seconds',
      number
    >
    return [
      ...(await measureCards({ runs, cards, say, signal })),
      ...(await measureVideos({ runs: videos, seconds, say, signal })),
    ]
  },
}
