import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { buildEntries } from '../../src/server/buildEntries.ts'
import { connectDatabase } from '../../src/server/connectDatabase.ts'
import { rootDir } from '../../src/server/env.ts'
import { endChild } from '../../src/server/superviseChild.ts'
import { invalid } from '../support/invalid.ts'
import type { BenchServer } from '../support/openServer.ts'
import type { BenchHouse } from '../support/prepareHouse.ts'
import { spawnWorker } from '../support/spawnWorker.ts'
import { giveTimes } from './giveTimes.ts'
import type { FailingReceiver } from './openFailingReceiver.ts'
import type { Postiz } from './openPostiz.ts'
import { type Late, readLateness } from './readLateness.ts'
import { hanging, timesOf } from './scenes.ts'

type Args = {
  server: BenchServer
  house: BenchHouse
  postiz: Postiz
  receiver: FailingReceiver
  /** The database that `furnishClients` made. */
  template: string
  run: number
  /** How long each scene is. */
  seconds: number
  /** The least time for staging everything before the first scene, seconds. */
  leadSeconds: number
  say: (line: string) => void
  signal: AbortSignal
}

/** How long Postiz takes to answer. */
const answerMs = 50
const slow = { kind: 'slow', delayMs: answerMs } as const
const lookAheadMs = 65_000

const waitUntil = async (at: Date, signal: AbortSignal): Promise<void> => {
  await sleep(Math.max(0, at.getTime() - Date.now()), undefined, { signal })
}

const waitForStaging = async (database: pg.Client, until: Date, signal: AbortSignal) => {
  for (;;) {
    signal.throwIfAborted()
    const { rows } = await database.query<{ open: number }>(
      `select count(*)::int as open from postyard_deliveries where kind = 'postiz' and draft_state <> 'staged'`,
    )
    if (rows[0]!.open === 0) return
    if (Date.now() > until.getTime()) {
      throw invalid(`${rows[0]!.open} deliveries were not staged in time: give a longer --lead.`)
    }
    await sleep(500)
  }
}

/**
 * What is still held for the receiver that fails is no disturbance of the scenes that follow.
 *
 * Throws `BENCH_INVALID` where its channel was not suspended: then it was none of the one before either.
 */
const endFailing = async (database: pg.Client): Promise<void> => {
  const { rowCount } = await database.query(
    `select 1 from postyard_channels where kind = 'webhook' and state = 'suspended'`,
  )
  if (rowCount !== 1) throw invalid('the receiver that fails was not suspended.')
  await database.query(
    `update postyard_deliveries set state = 'cancelled', wake_at = null, deadline_at = null
    where kind = 'webhook' and state in ('scheduled', 'queued', 'held')`,
  )
}

/**
 * One worker process, as `npm run worker` starts it, on a fresh copy: stages everything, then meets one scene after
 * another. Gives back how late each delivery was.
 */
export const measureFiring = async (args: Args): Promise<Late[]> => {
  const { server, house, postiz, receiver, template, run, seconds, leadSeconds, say, signal } = args
  const name = `lateness_${run}`
  const url = await server.create({ name, template })
  const database = await connectDatabase({ url })
  // What is still not staged when the tick queues it would be staged as it is fired.
  const earliest = Date.now() + leadSeconds * 1000 + lookAheadMs
  const times = timesOf({ minute: new Date(Math.ceil(earliest / 60_000) * 60_000), seconds })
  await postiz.reset()
  await giveTimes({ database, times, seconds })
  await server.settle()
  await buildEntries({ root: rootDir })
  const worker = spawnWorker({ house, url, run })
  try {
    const began = Date.now()
    await waitForStaging(database, new Date(times.warm.getTime() - 3_000), signal)
    say(
      `run ${run + 1}: all staged after ${Math.round((Date.now() - began) / 1000)} s; the burst is at ${times.burst.toISOString()}`,
    )
    await postiz.setFaults([slow])
    const callsBefore = receiver.calls()
    await waitUntil(new Date(times.suspend.getTime() + seconds * 1000), signal)
    await endFailing(database)
    say(
      `run ${run + 1}: the receiver that fails was called ${receiver.calls() - callsBefore} times`,
    )
    await waitUntil(new Date(times.hang.getTime() - 5_000), signal)
    const organisation = postiz.organisations[hanging]!.name
    await postiz.setFaults([{ kind: 'hang', match: { organisation } }, slow])
    // The last request may be as late as it likes; what is missing after that is lost.
    await waitUntil(new Date(times.hang.getTime() + seconds * 1000 + 20_000), signal)
    if (worker.exitCode !== null) throw invalid('the worker ended before its time.')
    return await readLateness({
      database,
      postiz,
      answerMs,
      isLost: ({ part, organisation: index }) =>
        part === 'failing' || (part === 'hang' && index === hanging),
    })
  } finally {
    await endChild({ child: worker, timeoutMs: 0 })
    await database.end()
    await server.drop(name)
  }
}
