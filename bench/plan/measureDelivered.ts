import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { buildEntries } from '../../src/server/buildEntries.ts'
import { connectDatabase } from '../../src/server/connectDatabase.ts'
import { rootDir } from '../../src/server/env.ts'
import { endChild } from '../../src/server/superviseChild.ts'
import { openPostiz } from '../lateness/openPostiz.ts'
import { compile, forkProgram } from '../support/forkProgram.ts'
import { invalid } from '../support/invalid.ts'
import { openServer } from '../support/openServer.ts'
import { prepareHouse } from '../support/prepareHouse.ts'
import { spawnWorker } from '../support/spawnWorker.ts'
import type { NetworkMessage } from './networkProgram.ts'

type Args = {
  accounts: number
  /** Between two posts at the least, ms. */
  gapMs: number
  say: (line: string) => void
  signal: AbortSignal
}

export type Delivered = {
  /** How long it took to make the plan, ms. */
  madeMs: number
  /** Neighbours that reached Postiz closer together than the gap. */
  violations: number
  /** The shortest distance between two posts at Postiz, ms. */
  shortestMs: number
}

/** Room for each post in the window, in gaps: a call that is under way keeps others back until it has its answer. */
const slack = 4

/** From the making of the plan to its first post: what is staged for that begins at once, ms. */
const leadMs = 60_000

/** How long after the window everything must be published and confirmed, ms. */
const patienceMs = 300_000

const waitForAll = async (args: {
  database: pg.Client
  plan: string
  until: number
  signal: AbortSignal
}): Promise<void> => {
  const { database, plan, until, signal } = args
  for (;;) {
    signal.throwIfAborted()
    const { rows } = await database.query<{ open: number; others: string | null }>(
      `select count(*) filter (where state <> 'published')::int as open,
        min(state || ': ' || coalesce(reason, '')) filter (where state not in ('published', 'scheduled')) as others
      from postyard_deliveries where plan_id::text = $1`,
      [plan],
    )
    const { open, others } = rows[0]!
    if (open === 0) return
    if (Date.now() > until) throw invalid(`${open} were not published in time. ${others ?? ''}`)
    await sleep(500, undefined, { signal })
  }
}

/**
 * A plan over so many accounts, made by the operation that people call, dispatched and delivered by one worker process as
 * `npm run worker` starts it. Its distances are measured at the stand-in for Postiz, by the moments at which it switched each
 * post on.
 *
 * @throws BENCH_INVALID where one was not published, or was published twice
 */
export const measureDelivered = async (args: Args): Promise<Delivered> => {
  const { accounts, gapMs, say, signal } = args
  const server = await openServer()
  const house = await prepareHouse({ server, signal })
  const own = {
    ...house,
    envOf: (of: string) => ({
      ...house.envOf(of),
      SAME_CONTENT_MINUTES: (gapMs / 60_000).toFixed(6),
    }),
  }
  const postiz = await openPostiz({ organisations: 1, channels: accounts })
  const { key } = postiz.organisations[0]!
  const url = await server.create({ name: 'network', template: house.template })
  const program = forkProgram<NetworkMessage>({
    path: await compile('bench/plan/networkProgram.ts'),
    order: { url: postiz.url, key },
    env: own.envOf(url),
  })
  const database = await connectDatabase({ url })
  let worker: ReturnType<typeof spawnWorker> | undefined
  try {
    await program.next('ready')
    await buildEntries({ root: rootDir })
    const windowMs = accounts * gapMs * slack
    const from = new Date(Date.now() + leadMs)
    const started = program.next('started')
    program.tell({ type: 'start', from: from.toISOString(), windowMs, gapMs })
    const { plan, ms: madeMs } = await started
    say(
      `${accounts} accounts: made in ${madeMs.toFixed(0)} ms; the first post is due at ${from.toISOString()}`,
    )
    worker = spawnWorker({ house: own, url, run: 0 })
    await waitForAll({ database, plan, until: from.getTime() + windowMs + patienceMs, signal })
    const { publications, publishedTwice } = await postiz.read()
    if (publishedTwice > 0) throw invalid(`${publishedTwice} posts were published twice.`)
    if (publications.length !== accounts) throw invalid(`${publications.length} are published.`)
    const at = publications.map(({ firedAt }) => Date.parse(firedAt)).toSorted((a, b) => a - b)
    const gaps = at.slice(1).map((time, index) => time - at[index]!)
    const violations = gaps.filter((gap) => gap < gapMs).length
    const shortestMs = Math.min(...gaps)
    say(
      `${accounts} accounts: delivered, ${violations} closer than ${gapMs} ms, the closest ${shortestMs} ms`,
    )
    return { madeMs, violations, shortestMs }
  } finally {
    if (worker) await endChild({ child: worker, timeoutMs: 0 })
    await program.kill()
    await database.end()
    await postiz.close()
    await server.stop()
    house.close()
  }
}
