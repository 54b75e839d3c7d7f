import { setTimeout as sleep } from 'node:timers/promises'
import type { Printer } from '../printLines.ts'
import type { Scene } from './buildScene.ts'
import { letFallDue } from './letFallDue.ts'
import type { Person } from './openPerson.ts'
import type { Pace } from './paceOf.ts'

type Args = Pick<Scene, 'db' | 'tick'> & {
  people: Person[]
  pace: Pace
  printer: Printer
  timeoutMs: number
  signal: AbortSignal
}

/** Between two ticks, ms: a minute of the clients is shorter here than the minute of the clock that ticks. */
const tickMs = 1_000

const printMs = 10_000

type Row = { state: string; count: number }

const final = ['published', 'skipped', 'failed', 'expired', 'cancelled']

/**
 * Lets all tasks fall due, and time go on until every task has ended, everybody has done what they are at, and nothing
 * waits for a manager; or until the time is over. Prints how far everything has come.
 */
export async function waitForAll(args: Args): Promise<void> {
  const { db, tick, people, pace, printer, timeoutMs, signal } = args
  const began = Date.now()
  let printed = began
  while (Date.now() - began < timeoutMs) {
    await letFallDue({ db, most: Math.ceil((pace.perSecond * tickMs) / 1_000) })
    await tick()
    const rows = await db.read<Row>(
      `select case when d.state = 'expired' and (t.answered_at is not null or t.claim is not null)
                     then 'undecided' else d.state::text end as state, count(*)::int as count
       from postyard_deliveries d
       left join postyard_assist_tasks t on t.delivery_id = d.id and t.outcome = 'expired'
       group by 1 order by 1`,
    )
    const busy = people.filter((person) => !person.isIdle()).length
    if (rows.every(({ state }) => final.includes(state)) && busy === 0) return
    if (Date.now() - printed >= printMs) {
      printed = Date.now()
      const states = rows.map(({ state, count }) => `${count} ${state.replaceAll('_', ' ')}`)
      const seconds = Math.round((printed - began) / 1000)
      printer.going(`${seconds} s`, `${states.join(', ')}; ${busy} people at work`)
    }
    await sleep(tickMs, undefined, { signal })
  }
}
