import { setTimeout as sleep } from 'node:timers/promises'
import type { Stage } from './buildStage.ts'
import { endJobLeases } from './letTimePass.ts'
import type { Crew } from './openCrew.ts'
import { longestDelayMs } from './planFaults.ts'

/** Postiz is whole again, and starts what it had forgotten, as its own hourly sweep does. */
export async function healSandbox({ sandbox, note }: Stage): Promise<void> {
  await sandbox.setFaults([])
  await sandbox.sweep()
  note('Postiz is whole again')
}

/**
 * Kills all workers at once, and starts new ones when nothing that the old ones ever asked for can still be under way.
 * Returns since when that is so, by the clock of the database.
 */
export async function replaceAll(
  { db, note }: Stage,
  crew: Crew,
  signal: AbortSignal,
): Promise<{ killed: number; calmSince: Date }> {
  const killed = crew.count()
  await crew.killAll()
  await sleep(longestDelayMs + 1_000, undefined, { signal })
  await endJobLeases(db)
  const [clock] = await db.read<{ now: Date }>('select clock_timestamp() as now')
  await crew.start(signal)
  note('all workers are new')
  return { killed, calmSince: clock!.now }
}
