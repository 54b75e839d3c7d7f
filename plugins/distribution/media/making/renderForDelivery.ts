import type { Payload } from 'payload'
import { readDelivery } from '../../model/claimDelivery.ts'
import { type ID, poolOf } from '../../model/database.ts'
import { isWaitingForMedia, mediaFailedCode } from '../../model/reasons.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import { settingsOf } from '../../settings.ts'
import { claimRendition, isGivenUp, type Rendition } from './claimRendition.ts'
import { failRendition, tellFailure } from './failRendition.ts'
import { leaseMs } from './keepAtWork.ts'
import { makeRendition } from './makeRendition.ts'
import { releaseReady } from './releaseReady.ts'
import { findSoonest, letRest, readNeeded, tellWaiting } from './waiting.ts'

type Args = {
  payload: Payload
  tenant: ID
  id: ID
  now: () => Date
  /** Aborts where the job is no longer this worker's to do. */
  jobSignal?: AbortSignal
}

/**
 * Makes the pictures and videos that a held delivery waits for, one after the other, and lets every delivery go on that has
 * all of its own. What is made is kept by its specification, so no second delivery pays for it again.
 *
 * @returns whether anything was begun; false also where others are at it
 */
export const renderForDelivery = async (args: Args): Promise<boolean> => {
  const { payload, tenant } = args
  const db = poolOf(payload)
  const row = await readDelivery({ db, tenant, id: args.id })
  if (!row || !isWaitingForMedia(row)) return false
  let isBegun = false
  const tried = new Set<ID>()
  for (;;) {
    const needed = await readNeeded({ payload, tenant, delivery: row.id })
    const left = needed.filter((id) => !tried.has(id))
    for (const id of left) {
      if (args.jobSignal?.aborted) return isBegun
      tried.add(id)
      if (await makeOne(args, row, id)) isBegun = true
    }
    // What was made may be wanted in another form then, which is made here, too.
    await releaseReady({ payload, tenant, now: args.now(), delivery: row.id })
    if (left.length === 0) return isBegun
  }
}

const makeOne = async (args: Args, row: DeliveryRow, id: ID): Promise<boolean> => {
  const { payload, tenant } = args
  const now = args.now()
  const found = await claimRendition({ db: poolOf(payload), tenant, id, now, leaseMs })
  if (!found) return false
  if ('claimed' in found) {
    await makeRendition({ ...args, rendition: found.claimed })
    return true
  }
  if (isGivenUp(found.seen, now)) {
    const error = new Error('It stopped its worker.')
    await failRendition({ payload, now, rendition: found.seen, error })
  } else await tellEnded(args, row, found.seen)
  return false
}

/**
 * A job stands for one delivery, and makes what is due soonest of its tenant: something due before its own, its own, or, where
 * another job is at that already, whatever waits behind it. So as many are made as there are jobs, and none is spent on nothing.
 */
export const renderSoonest = async (args: Args): Promise<void> => {
  const { payload, tenant, id, now, jobSignal } = args
  const leadMinutes = settingsOf(payload).renderLeadMinutes
  const db = poolOf(payload)
  const tried = [id]
  const beginSoonest = async (before?: ID): Promise<boolean> => {
    while (!jobSignal?.aborted) {
      const next = await findSoonest({ db, tenant, before, except: tried, now: now(), leadMinutes })
      if (next === undefined) return false
      tried.push(next)
      if (await renderForDelivery({ ...args, id: next })) return true
    }
    return true
  }
  if (await beginSoonest(id)) return
  if (await renderForDelivery(args)) return
  await beginSoonest()
}

/** A delivery that came to wait for what had failed or was stopped before says so, instead of waiting for ever. */
const tellEnded = async (
  { payload, tenant, id }: Args,
  row: Pick<DeliveryRow, 'reason_code'>,
  seen: Rendition,
): Promise<void> => {
  if (seen.state !== 'failed' && seen.state !== 'cancelled') return
  if (row.reason_code === mediaFailedCode) return letRest({ payload, tenant, delivery: id })
  const sentence = seen.reason ?? 'It was not made.'
  const reason =
    seen.state === 'cancelled'
      ? sentence
      : await tellFailure({ payload, rendition: seen, isFinal: true, sentence })
  await tellWaiting({ payload, tenant, rendition: seen.id, delivery: id, reason, wakeAt: null })
}
