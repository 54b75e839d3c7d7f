import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import type { Content, DirectOutcome } from '../../channels/adapter.ts'
import { noticeRestore } from '../../dispatch/noticeRestore.ts'
import { takeTurns } from '../../dispatch/takeTurns.ts'
import { system } from '../../model/changeState.ts'
import { isDirect } from '../../model/channel.ts'
import { claimDelivery } from '../../model/claimDelivery.ts'
import type { ID } from '../../model/database.ts'
import { after, fireAt, patience } from '../../model/deadlines.ts'
import { reasons } from '../../model/reasons.ts'
import { passBrake } from '../brake/passBrake.ts'
import { beginPermitted } from '../entitle/beginPermitted.ts'
import { readCapObstacles } from '../fire/capObstacle.ts'
import { dueUntil, hold, isEarly, type Obstacle, obstacle } from '../fire/obstacle.ts'
import { type Loaded, loadDelivery } from '../loadDelivery.ts'
import { isMediaGone } from '../readContent.ts'
import { workerName } from '../workerName.ts'
import { endDirect } from './endDirect.ts'
import { rowInTime } from './rowInTime.ts'
import type { Opened } from './sender.ts'
import { senders } from './senders.ts'

type Args = {
  payload: Payload
  tenant: ID
  id: ID
  now: () => Date
  /** In [0, 1). */
  random: () => number
  /** Aborts when the job is somebody else's: then nothing more is begun. */
  signal?: AbortSignal
}

/** What a call may take besides its time-out, in milliseconds. */
const reserveMs = 20_000

type Ready = Extract<Opened, { kind: 'opened' }>

/** Why it does not go out now; a receiver that is tried again after a pause is no reason. */
const findObstacle = async (loaded: Loaded, now: Date): Promise<Obstacle | undefined> => {
  const row = await rowInTime(loaded, now)
  const well = { ...loaded, row, channel: { ...loaded.channel, state: 'active' as const } }
  // Before it takes the turn to try a receiver, which others wait for.
  const late = obstacle(well, now)
  if (late) return late
  const probing = await passBrake({ ...loaded, row }, now)
  if (probing !== undefined && probing !== 'passes') return probing
  const isFull = await readCapObstacles({ loaded: [loaded], now })
  return obstacle(probing ? well : { ...loaded, row }, now) ?? isFull(loaded)
}

/** The receiver, where the delivery may go to it now; else it is held with its reason. */
const makeReady = async (loaded: Loaded, now: Date): Promise<Ready | undefined> => {
  const { channel, payload, tenant, row } = loaded
  if (!isDirect(channel.kind)) return undefined
  const blocked = await findObstacle(loaded, now)
  const opened = blocked ? undefined : await senders[channel.kind].open(loaded)
  const held = opened?.kind === 'closed' ? { reason: opened.reason, wakeAt: null } : blocked
  if (held) {
    await hold(loaded, now, held)
    return undefined
  }
  const isTurn = await takeTurns({ payload, tenant: tenant.id, rows: [row], now })
  return isTurn(row) && opened?.kind === 'opened' ? opened : undefined
}

const interrupted: DirectOutcome = {
  kind: 'retry',
  code: 'INTERRUPTED',
  message: 'The worker lost its job before anything was sent.',
  answer: {},
}

/** What goes out, read after the taking of the row: from then on no edit reaches it. */
const readWhole = async (
  loaded: Loaded,
): Promise<{ content: Content } | { outcome: DirectOutcome }> => {
  try {
    return { content: await loaded.content() }
  } catch (error) {
    if (!isMediaGone(error)) throw error
    const { code, message } = error
    return { outcome: { kind: 'failed', code, message, answer: {} } }
  }
}

/**
 * One attempt of a delivery whose receiver gets the whole post by one call: takes the row, opens the receipt, calls, and
 * writes what came of it. Of any number of jobs for one delivery, one gets past the taking of the row.
 */
export const deliverDirect = async (args: Args): Promise<void> => {
  const { payload, tenant, id, now, random, signal } = args
  await noticeRestore({ payload })
  const loaded = await loadDelivery({ payload, tenant, id, states: ['queued'] })
  if (!loaded || !isDirect(loaded.channel.kind) || isEarly(loaded.row, now())) return
  const sender = senders[loaded.channel.kind]
  // The job comes a moment before.
  await sleep(Math.max(0, fireAt(loaded.row).getTime() - now().getTime()))
  const ready = await makeReady(loaded, now())
  if (!ready || signal?.aborted) return
  const row = await claimDelivery({
    db: loaded.db,
    tenant,
    id,
    leaseMs: patience.lease,
    now: now(),
    // It may have been moved since it was read.
    dueBy: dueUntil(now()),
    reason: reasons.publishing,
    actor: system,
  })
  if (!row) return
  const taken = { ...loaded, row }
  const whole = await readWhole(taken)
  if ('outcome' in whole) return endDirect({ loaded: taken, sent: whole, now: now(), random })
  if (signal?.aborted) {
    return endDirect({ loaded: taken, sent: { outcome: interrupted }, now: now(), random })
  }
  const { receipts, denials } = await beginPermitted({
    payload,
    tenant,
    leaving: [{ loaded: taken, content: whole.content }],
    by: workerName(),
    now,
    leaseUntil: after(now(), sender.longestMs(taken) + reserveMs),
  })
  const denial = denials.get(String(row.id))
  if (denial) {
    const outcome: DirectOutcome = { kind: 'failed', ...denial, answer: {} }
    return endDirect({ loaded: taken, sent: { outcome }, now: now(), random })
  }
  const receipt = receipts.get(String(row.id))
  if (receipt === undefined) return
  const sent = await ready.send({ loaded: taken, content: whole.content, now, signal })
  await endDirect({ loaded: taken, sent, receipt, now: now(), random })
}
