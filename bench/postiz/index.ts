import { openPostiz, type Postiz } from '../lateness/openPostiz.ts'
import type { Benchmark } from '../support/benchmark.ts'
import { summarise } from '../support/metric.ts'
import { openServer } from '../support/openServer.ts'
import { type BenchHouse, prepareHouse } from '../support/prepareHouse.ts'
import { percentile } from '../support/statistics.ts'
import { furnishOrganisation } from './furnishOrganisation.ts'
import { measureRequests } from './measureRequests.ts'

/** What a self-hosted Postiz is told to allow in an hour. */
const limitPerHour = 300

/**
 * How many posts go out for one request that Postiz counts, and how late: one worker, each channel with posts that are due at
 * random seconds, staged, fired and confirmed by the real worker, by a Postiz that answers in 50 ms. Counted there.
 */
export const postiz: Benchmark = {
  options: {
    runs: 3,
    organisations: 1,
    /** Of each organisation. */
    channels: 60,
    /** Of each channel. */
    posts: 1,
    /** Over how many seconds the posts are due. */
    seconds: 60,
    /** The least time for staging, in seconds. */
    lead: 20,
    /** How long before it is due each is staged at the most, in seconds. */
    ahead: 900,
    /** Of the random seconds; each further run has the next one. */
    'random-seed': 1,
  },
  run: async ({ options, say, signal }) => {
    const { runs, organisations, channels, posts, seconds, lead, ahead } = options as Record<
      'runs' | 'organisations' | 'channels' | 'posts' | 'seconds' | 'lead' | 'ahead',
      number
    >
    const server = await openServer()
    let house: BenchHouse | undefined
    let standIn: Postiz | undefined
    try {
      house = await prepareHouse({ server, signal })
      standIn = await openPostiz({ organisations, channels, limitPerHour })
      const template = await furnishOrganisation({ server, house, postiz: standIn, posts })
      const measured: Awaited<ReturnType<typeof measureRequests>>[] = []
      for (let run = 0; run < runs; run += 1) {
        const one = await measureRequests({
          ...{ server, house, postiz: standIn, template, run, seconds, say, signal },
          leadSeconds: lead,
          aheadSeconds: ahead,
          randomSeed: options['random-seed']! + run,
        })
        say(`run ${run + 1}: ${one.published} posts for ${one.counted} counted requests`)
        measured.push(one)
      }
      const metric = (name: string, unit: string, of: (one: (typeof measured)[number]) => number) =>
        summarise({ metric: `postiz.${name}`, unit, values: measured.map(of) })
      return [
        metric('postsPerCountedRequest', 'posts', (one) => one.published / one.counted),
        metric('latenessP50Ms', 'ms', ({ lateness }) => percentile(lateness, 0.5)),
        metric('latenessP99Ms', 'ms', ({ lateness }) => percentile(lateness, 0.99)),
      ]
    } finally {
      await standIn?.close()
      await server.stop()
      house?.close()
    }
  },
}
