import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import { DistributionError } from '../../errors.ts'
import { poolOf } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { settingsOf } from '../../settings.ts'
import { tellFault } from '../../tellFault.ts'
import { sequenceAll } from '../sequence/sequenceEvents.ts'
import { type Claimed, claimDue } from '../subscribers/claimDue.ts'
import { fanOut } from '../subscribers/fanOut.ts'
import { giveBack, noteEnd } from '../subscribers/noteEnd.ts'
import { prunedAtOnce, pruneLog } from '../subscribers/pruneLog.ts'
import { sendEvent } from '../subscribers/sendEvent.ts'
import { look } from './look.ts'

/** Events that one process sends side by side. They hold no slot of a queue, and firing waits for none of them. */
const mostAtOnce = 16

/** Whoever sends has so long beyond the time that a call may take, in milliseconds. */
const spareMs = 45_000

/** A subscriber that cannot be read is looked at again after so many milliseconds. */
const unreadableMs = 5 * 60_000

/** A subscriber that was resumed, or has sent what it had waiting, gets more after so many milliseconds at most. */
const fileEveryMs = 3_000

const pruneEveryMs = 10 * 60_000

type Args = {
  payload: Payload
  now?: () => Date
  random?: () => number
  /** How often it is looked whether there is anything to do, in milliseconds. @default 1000 */
  everyMs?: number
  /** How long calls that are under way may take when it is to stop, in milliseconds. @default 3000 */
  drainMs?: number
}

const trySending = async (args: Required<Args>, claimed: Claimed, signal: AbortSignal) => {
  const { payload, now, random } = args
  const db = poolOf(payload)
  const ended = await sendEvent({ payload, claimed, now, signal }).catch(async (error: unknown) => {
    const said =
      error instanceof DistributionError
        ? error.message
        : 'It could not be read just now; it is tried again.'
    payload.logger.error({ subscriber: claimed.subscriber, msg: tellFault(error) })
    await giveBack({ db, claimed, nextAt: after(now(), unreadableMs), said })
  })
  if (!ended) return
  const isTaken = ended.kind === 'verdict' && ended.verdict.kind === 'taken'
  // Cut off by us: nobody knows what became of it, so it is sent again, under the same id.
  if (signal.aborted && !isTaken) return giveBack({ db, claimed, nextAt: now() })
  await noteEnd({ payload, claimed, ended, now: now(), random: random() })
}

/**
 * Gives events their positions, files them for the subscribers that want them, and sends them, until it is stopped: what
 * is under way then may end, and the rest is sent again by others. Any number of processes may do so at once. One that is
 * killed loses nothing: each step is one transaction, and what was being sent is sent again under the same id.
 */
export const startRelay = (given: Args): { stop: () => Promise<void> } => {
  const args: Required<Args> = {
    now: () => new Date(),
    random: Math.random,
    everyMs: 1_000,
    drainMs: 3_000,
    ...given,
  }
  const { payload, now, everyMs, drainMs } = args
  const stopping = new AbortController()
  const cutOff = new AbortController()
  const underWay = new Set<Promise<void>>()
  let wake = new AbortController()
  let seen: string | null = null
  let filedAt = 0
  let prunedAt = 0

  const send = (claimed: Claimed) => {
    const sending = trySending(args, claimed, cutOff.signal)
      .catch((error: unknown) => {
        payload.logger.error(
          `An event was sent, and that could not be noted, so it is sent again: ${tellFault(error)}`,
        )
      })
      .finally(() => {
        underWay.delete(sending)
        wake.abort()
      })
    underWay.add(sending)
  }

  const sendDue = async () => {
    const most = mostAtOnce - underWay.size
    if (most <= 0 || stopping.signal.aborted) return
    const leaseMs = settingsOf(payload).webhookTimeoutMs + spareMs
    const claimed = await claimDue({ db: poolOf(payload), now: now(), leaseMs, most })
    for (const one of claimed) send(one)
  }

  const work = async () => {
    const db = poolOf(payload)
    const found = await look({ db, now: now() })
    const given = found.areWaiting ? await sequenceAll({ payload }) : 0
    const isLate = now().getTime() - filedAt >= fileEveryMs
    const isNew = given > 0 || found.position !== seen || isLate
    if (isNew) {
      await fanOut({ payload, now: now() })
      seen = given > 0 ? null : found.position
      filedAt = now().getTime()
    }
    if (isNew || found.isDue) await sendDue()
    if (now().getTime() - prunedAt >= pruneEveryMs) {
      prunedAt = now().getTime()
      // A full batch means that there is more: the next look goes on.
      if ((await pruneLog({ db, now: now() })) >= prunedAtOnce) prunedAt = 0
    }
  }

  const run = async () => {
    while (!stopping.signal.aborted) {
      wake = new AbortController()
      const signal = AbortSignal.any([wake.signal, stopping.signal])
      await work().catch((error: unknown) => {
        payload.logger.error(`Events wait for the next look: ${tellFault(error)}`)
      })
      await sleep(everyMs, undefined, { signal }).catch(() => {})
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      await running
      const timer = setTimeout(() => cutOff.abort(), drainMs)
      await Promise.all(underWay)
      clearTimeout(timer)
    },
  }
}
