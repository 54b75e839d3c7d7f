import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { buildEntries } from '../../src/server/buildEntries.ts'
import { connectDatabase } from '../../src/server/connectDatabase.ts'
import { rootDir } from '../../src/server/env.ts'
import { endChild } from '../../src/server/superviseChild.ts'
import type { Postiz } from '../lateness/openPostiz.ts'
import { readLateness } from '../lateness/readLateness.ts'
import { invalid } from '../support/invalid.ts'
import type { BenchServer } from '../support/openServer.ts'
import type { BenchHouse } from '../support/prepareHouse.ts'
import { spawnWorker } from '../support/spawnWorker.ts'

type Args = {
  server: BenchServer
  house: BenchHouse
  postiz: Postiz
  /** The database that `furnishOrganisation` made. */
  template: string
  run: number
  /** Over how many seconds the posts are due. */
  seconds: number
  /** The least time for staging, seconds. */
  leadSeconds: number
  /** How long before it is due each is staged at the most, seconds. */
  aheadSeconds: number
  randomSeed: number
  say: (line: string) => void
  signal: AbortSignal
}

/** How long Postiz takes to answer. */
const answerMs = 50

/** So far a tick looks ahead; what it queues before it is staged is staged as it is fired. */
const lookAheadMs = 65_000

/** How long after the last second everything must be published and confirmed. */
const patienceMs = 60_000

/** Gives each delivery a whole second by chance, and the time to be staged that goes with it. */
const giveTimes = async (database: pg.Client, args: Args, from: Date) => {
  const { seconds, randomSeed, aheadSeconds } = args
  // Setting and using the generator must be one connection's, as it is here.
  await database.query('select setseed($1::float8)', [(randomSeed % 1_000) / 1_000])
  await database.query(
    `update postyard_deliveries
    set scheduled_at = $1::timestamptz + floor(random() * $2::float8) * interval '1 second',
      deadline_at = $1::timestamptz + interval '1 day'`,
    [from, seconds],
  )
  await database.query(
    `update postyard_deliveries
    set wake_at = greatest(now(), scheduled_at - $1::float8 * interval '1 second')`,
    [aheadSeconds],
  )
}

const waitForAll = async (
  database: pg.Client,
  until: Date,
  signal: AbortSignal,
): Promise<number> => {
  for (;;) {
    signal.throwIfAborted()
    const { rows } = await database.query<{ open: number; published: number }>(
      `select count(*) filter (where state <> 'published')::int as open,
        count(*) filter (where state = 'published')::int as published
      from postyard_deliveries`,
    )
    const { open, published } = rows[0]!
    if (open === 0) return published
    if (Date.now() > until.getTime())
      throw invalid(`${open} deliveries were not published in time.`)
    await sleep(500, undefined, { signal })
  }
}

/**
 * One worker process, as `npm run worker` starts it, on a fresh copy, from staging until everything is confirmed.
 *
 * @throws BENCH_INVALID where one was not published, or was published twice
 */
export const measureRequests = async (
  args: Args,
): Promise<{ published: number; counted: number; lateness: number[] }> => {
  const { server, house, postiz, template, run, seconds, leadSeconds, say, signal } = args
  const name = `postiz_${run}`
  const url = await server.create({ name, template })
  const database = await connectDatabase({ url })
  await postiz.reset()
  await postiz.setFaults([{ kind: 'slow', delayMs: answerMs }])
  const before = await postiz.countRequests()
  await buildEntries({ root: rootDir })
  const from = new Date(Math.ceil((Date.now() + leadSeconds * 1_000 + lookAheadMs) / 1_000) * 1_000)
  await giveTimes(database, args, from)
  const worker = spawnWorker({ house, url, run })
  try {
    say(`run ${run + 1}: the posts are due from ${from.toISOString()} on`)
    const last = new Date(from.getTime() + seconds * 1_000)
    const published = await waitForAll(database, new Date(last.getTime() + patienceMs), signal)
    const { publications, publishedTwice } = await postiz.read()
    if (publishedTwice > 0) throw invalid(`${publishedTwice} posts were published twice.`)
    if (publications.length !== published) {
      throw invalid(`${published} deliveries count as published, and ${publications.length} are.`)
    }
    const late = await readLateness({ database, postiz, answerMs, isLost: () => false })
    return {
      published,
      counted: (await postiz.countRequests()) - before,
      lateness: late.map(({ ms }) => ms),
    }
  } finally {
    await endChild({ child: worker, timeoutMs: 0 })
    await database.end()
    await server.drop(name)
  }
}
