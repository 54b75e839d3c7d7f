import { setTimeout as sleep } from 'node:timers/promises'
import { cutConnections } from './cutConnections.ts'
import type { Crew } from './openCrew.ts'
import type { ShakenDatabase } from './openShaken.ts'
import type { ChaosEvent } from './planEvents.ts'
import { outageOf, planFaults } from './planFaults.ts'
import { restartPostgres } from './restartPostgres.ts'
import type { SandboxControl } from './steerSandbox.ts'

type Args = {
  events: ChaosEvent[]
  /** How long it lasts at least, ms. After that the next event is the last one once `isEnough`. */
  ms: number
  isEnough: () => Promise<boolean>
  /** The share of requests that go wrong all the time. */
  faults: number
  organisations: string[]
  crew: Crew
  db: ShakenDatabase
  sandbox: SandboxControl
  postgresDir: string
  /** Told what happened. */
  note: (sentence: string) => void
  signal: AbortSignal
}

export type Carried = {
  kills: number
  /** Those among them that had come to work; the others were just starting. */
  killsAtWork: number
  postgresRestarts: number
  cutConnections: number
}

/**
 * Lets happen what was planned, each at its time, whatever else is still going on; returns when it is enough
 * and Postgres is there.
 */
export async function carryOut(args: Args): Promise<Carried> {
  const { events, ms, faults, organisations, crew, db, sandbox, note, signal } = args
  const done: Carried = { kills: 0, killsAtWork: 0, postgresRestarts: 0, cutConnections: 0 }
  const happen = async (event: ChaosEvent): Promise<void> => {
    switch (event.kind) {
      case 'kill': {
        const killed = crew.kill(event.share)
        if (killed) done.kills += 1
        if (killed?.wasAtWork) done.killsAtWork += 1
        note(killed ? `killed the worker ${killed.pid}` : 'there was no worker to kill')
        break
      }
      case 'cut': {
        const cut = await cutConnections(db, event.shares)
        done.cutConnections += cut
        note(`cut ${cut} connections`)
        break
      }
      case 'restart':
        note(`restarts Postgres (${event.mode})`)
        await restartPostgres({ dir: args.postgresDir, mode: event.mode })
        done.postgresRestarts += 1
        note('Postgres is back')
        break
      case 'outage': {
        const name = organisations[event.organisation] ?? ''
        note(`Postiz of ${name}: ${event.fault} for ${event.forMs} ms`)
        await sandbox.setFaults([outageOf(name, event.fault), ...planFaults(faults)])
        await sleep(event.forMs, undefined, { signal })
        await sandbox.setFaults(planFaults(faults))
      }
    }
  }
  const began = performance.now()
  const waitUntil = async (atMs: number) => {
    const restMs = atMs - (performance.now() - began)
    if (restMs > 0) await sleep(restMs, undefined, { signal })
  }
  const underWay: Promise<void>[] = []
  const failed = new AbortController()
  for (const event of events) {
    await waitUntil(event.atMs)
    if (event.atMs > ms && (await args.isEnough())) break
    failed.signal.throwIfAborted()
    underWay.push(happen(event).catch((error: unknown) => failed.abort(error)))
  }
  await Promise.all(underWay)
  failed.signal.throwIfAborted()
  return done
}
