import { setupError } from '../../src/server/setupError.ts'
import type { Benchmark } from '../support/benchmark.ts'
import { openServer } from '../support/openServer.ts'
import { type BenchHouse, prepareHouse } from '../support/prepareHouse.ts'
import { furnishClients } from './furnishClients.ts'
import { measureFiring } from './measureFiring.ts'
import { measureIdle } from './measureIdle.ts'
import { type FailingReceiver, openFailingReceiver } from './openFailingReceiver.ts'
import { openPostiz, type Postiz } from './openPostiz.ts'
import type { Late } from './readLateness.ts'
import { summariseLateness } from './summariseLateness.ts'

const uneven = (posts: number) =>
  setupError({
    code: 'WRONG_ARGUMENTS',
    message: `Each post goes to all channels: give --per-minute, and its share in --seconds, as a multiple of ${posts}, and --flood as one of --channels.`,
  })

/**
 * How late deliveries go out: one worker, ten organisations, a Postiz that answers in 50 ms, everything staged before.
 * Each run has five scenes: all due in one second, due all over the time, the same beside a flood of one organisation,
 * the same beside as many posts to a webhook that fails and is suspended, and the same with one organisation that hangs. And durable-jobs alone: how late an idle worker wakes.
 */
export const lateness: Benchmark = {
  options: {
    runs: 5,
    /** Of each of the ten organisations. */
    channels: 10,
    'per-minute': 1_000,
    /** How long each scene is, but for the burst: that has the deliveries of a whole minute in its first second. */
    seconds: 30,
    flood: 1_000,
    /** The least time for staging, in seconds. */
    lead: 60,
    /** Jobs on the idle queue, in each run. */
    'idle-jobs': 200,
  },
  run: async ({ options, say, signal }) => {
    const { runs, channels, seconds, flood, lead } = options as Record<
      'runs' | 'channels' | 'seconds' | 'flood' | 'lead',
      number
    >
    const perMinute = options['per-minute']!
    const perScene = (perMinute * seconds) / 60
    const posts = 10 * channels
    if (perMinute % posts > 0 || perScene % posts > 0 || flood % channels > 0) throw uneven(posts)
    const deliveries = {
      warm: Math.round(perMinute / 10),
      burst: perMinute,
      spread: perScene,
      flood: perScene,
      flooding: flood,
      suspend: perScene,
      failing: perScene,
      hang: perScene,
    }
    const server = await openServer()
    let house: BenchHouse | undefined
    let postiz: Postiz | undefined
    let receiver: FailingReceiver | undefined
    try {
      const idle = await measureIdle({ server, runs, jobs: options['idle-jobs']!, say })
      house = await prepareHouse({ server, signal })
      postiz = await openPostiz({ organisations: 10, channels })
      receiver = await openFailingReceiver()
      const furniture = { server, house, postiz, receiver, channels, deliveries }
      const template = await furnishClients(furniture)
      const measured: Late[][] = []
      for (let run = 0; run < runs; run += 1) {
        const shared = { server, house, postiz, receiver, template, seconds, say, signal }
        measured.push(await measureFiring({ ...shared, run, leadSeconds: lead }))
      }
      return summariseLateness({ runs: measured, idle })
    } finally {
      await postiz?.close()
      await receiver?.close()
      await server.stop()
      house?.close()
    }
  },
}
