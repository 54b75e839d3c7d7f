import { seededRandom } from '../../sandbox/postiz/faults/seededRandom.ts'
import type { Stage } from './buildStage.ts'
import { type Carried, carryOut } from './carryOut.ts'
import type { Crew } from './openCrew.ts'
import { planEvents } from './planEvents.ts'
import { planFaults } from './planFaults.ts'
import { readProgress } from './readProgress.ts'
import { setTimes } from './setTimes.ts'
import { tellToTick } from './tellToTick.ts'

type Args = {
  stage: Stage
  crew: Crew
  deliveries: number
  /** Names of Postiz's organisations. */
  organisations: string[]
  randomSeed: number
  faults: number
  seconds: number
  signal: AbortSignal
}

/** The share of the shortest time within which all deliveries fall due. */
const dueWithin = 0.8

/** Things go wrong until no more than this share still waits for a worker, so that a slow machine is not spared … */
const mostWaiting = 0.05

/** … but never longer than so many times the shortest time. */
const longest = 3

/** Lets all deliveries fall due while everything goes wrong that was planned from the random seed. */
export async function shake(args: Args): Promise<Carried> {
  const { stage, crew, deliveries, organisations, randomSeed, faults, signal } = args
  const { db, sandbox, postgresDir, note } = stage
  const ms = args.seconds * 1_000
  const events = planEvents({
    random: seededRandom(randomSeed),
    ms,
    mostMs: longest * ms,
    organisations: organisations.length,
  })
  await sandbox.setFaults(planFaults(faults), randomSeed)
  await crew.start(signal)
  await setTimes({ db, withinMs: ms * dueWithin })
  await tellToTick(stage.house)
  const isEnough = async () => {
    const { scheduled = 0, queued = 0 } = (await readProgress(db)).byState
    return scheduled + queued <= mostWaiting * deliveries
  }
  return carryOut({
    events,
    ms,
    isEnough,
    faults,
    organisations,
    crew,
    db,
    sandbox,
    postgresDir,
    note,
    signal,
  })
}
