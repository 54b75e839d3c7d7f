import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { readCapObstacles } from '../deliver/fire/capObstacle.ts'
import { hold, isEarly, obstacle } from '../deliver/fire/obstacle.ts'
import { type Loaded, loadDelivery } from '../deliver/loadDelivery.ts'
import { noticeRestore } from '../dispatch/noticeRestore.ts'
import { DistributionError } from '../errors.ts'
import { type ID, inTransaction } from '../model/database.ts'
import { fireAt } from '../model/deadlines.ts'
import { deniedCode } from '../model/reasons.ts'
import { readStaff, type Staff } from './askNext.ts'
import { climb } from './climb.ts'
import { makeTask } from './makeTask.ts'
import { pushTask } from './pushTask.ts'

type Args = {
  payload: Payload
  tenant: ID
  id: ID
  now: () => Date
  /** From 0 up to 1. @default Math.random */
  random?: () => number
}

/**
 * Turns a due manual delivery into an assist task and pushes it to the field agent's phones; goes on with a task that
 * nobody has answered. Whatever is to be said is written before it is said, and what never went out is made up for when
 * the row wakes: a person may be told twice, and never not at all.
 */
export const notifyAgent = async (args: Args): Promise<void> => {
  await noticeRestore(args)
  const loaded = await loadDelivery({ ...args, states: ['queued', 'awaiting_human', 'expired'] })
  if (!loaded) return
  const staff = await readStaff(loaded)
  const asked = loaded.row.state === 'queued' ? await begin(loaded, staff, args) : loaded
  if (asked) await goOn(asked, staff, args)
}

/** The delivery with its task; undefined where it is not due, held, or somebody else's. */
const begin = async (loaded: Loaded, staff: Staff, { now }: Args): Promise<Loaded | undefined> => {
  if (isEarly(loaded.row, now())) return undefined
  // The job comes a moment before.
  await sleep(Math.max(0, fireAt(loaded.row).getTime() - now().getTime()))
  const at = now()
  const isFull = await readCapObstacles({ loaded: [loaded], now: at })
  const blocked = obstacle(loaded, at) ?? isFull(loaded)
  if (blocked) {
    await hold(loaded, at, blocked)
    return undefined
  }
  try {
    const row = await inTransaction({ payload: loaded.payload }, (tx) =>
      makeTask({ loaded, ...tx, now: at, staff }),
    )
    return row && { ...loaded, row }
  } catch (error) {
    if (!(error instanceof DistributionError) || error.code !== deniedCode) throw error
    const { code, message } = error
    await hold(loaded, at, { reason: { code, message }, wakeAt: null })
    return undefined
  }
}

/** Says what is to be said, and takes the steps whose time has come, until nothing is left for now. */
const goOn = async (
  loaded: Loaded,
  staff: Staff,
  { now, random = Math.random }: Args,
): Promise<void> => {
  for (;;) {
    const hasSaid = await pushTask({ loaded, now: now(), random })
    const hasClimbed = await climb({ loaded, staff, now: now() })
    if (!hasSaid && !hasClimbed) return
  }
}
