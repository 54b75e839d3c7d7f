import { openPostiz, type Postiz } from '../lateness/openPostiz.ts'
import type { Benchmark } from '../support/benchmark.ts'
import { summarise } from '../support/metric.ts'
import { openServer } from '../support/openServer.ts'
import { type BenchHouse, prepareHouse } from '../support/prepareHouse.ts'
import { furnishOrganisation } from './furnishOrganisation.ts'
import { measureRequests } from './measureRequests.ts'

/** What a self-hosted Postiz is told to allow in an hour. */
const limitPerHour = 300

/**
 * How many posts go out for one request that Postiz counts: one organisation, one worker, each channel with a post that is due
 * at a random second of one minute, staged, fired and confirmed by the real worker. Counted at the stand-in of Postiz.
 */
export const postiz: Benchmark = {
  options: {
    runs: 3,
    channels: 60,
    /** Over how many seconds the posts are due. */
    seconds: 60,
    /** The least time for staging, in seconds. */
    lead: 20,
    /** Of the random seconds; each further run has the next one. */
    'random-seed': 1,
  },
  run: async ({ options, say, signal }) => {
    const { runs, channels, seconds, lead } = options as Record<
      'runs' | 'channels' | 'seconds' | 'lead',
      number
    >
    const server = await openServer()
    let house: BenchHouse | undefined
    let standIn: Postiz | undefined
    try {
      house = await prepareHouse({ server, signal })
      standIn = await openPostiz({ organisations: 1, channels, limitPerHour })
      const template = await furnishOrganisation({ server, house, postiz: standIn })
      const values: number[] = []
      for (let run = 0; run < runs; run += 1) {
        const { published, counted } = await measureRequests({
          ...{ server, house, postiz: standIn, template, run, seconds, say, signal },
          leadSeconds: lead,
          randomSeed: options['random-seed']! + run,
        })
        say(`run ${run + 1}: ${published} posts for ${counted} counted requests`)
        values.push(published / counted)
      }
      return [summarise({ metric: 'postiz.postsPerCountedRequest', unit: 'posts', values })]
    } finally {
      await standIn?.close()
      await server.stop()
      house?.close()
    }
  },
}
