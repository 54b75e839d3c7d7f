import type { Payload } from 'payload'
import { changeState, system } from '../model/changeState.ts'
import type { ID } from '../model/database.ts'
import { after, fireAt, patience } from '../model/deadlines.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { settingsOf } from '../settings.ts'
import { catchingUpCode } from './overdue.ts'
import { spaceOverdue } from './spaceOverdue.ts'
import { wakeSoon } from './wakeSoon.ts'

/** So long after its moment a delivery whose job nobody took is late by an outage of the workers, in ms. */
const lateMs = 5 * 60_000

/**
 * Sends back what waited in the queue through an outage of the workers, to go out one at a time on each channel
 * instead of all at once. Returns which of the rows may go now.
 */
export const takeTurns = async (args: {
  payload: Payload
  tenant: ID
  /** Queued deliveries of the tenant. */
  rows: DeliveryRow[]
  now: Date
}): Promise<(row: DeliveryRow) => boolean> => {
  const { payload, tenant, now } = args
  const isLate = (row: DeliveryRow) => fireAt(row) < after(now, -lateMs)
  const late = args.rows.filter(isLate)
  if (late.length === 0 || settingsOf(payload).catchUpSeconds === 0) return () => true
  await inOwnTransaction(payload, async (db) => {
    const back = await changeState({
      db,
      tenant,
      ids: late.map((row) => row.id),
      from: ['queued'],
      to: 'scheduled',
      reason: { code: catchingUpCode, message: 'No worker took it in time; its turn is found.' },
      actor: system,
      fence: late.map((row) => row.fence),
      set: { wakeAt: now, deadlineAt: after(now, patience.held) },
    })
    if (back.length === 0) return
    const channels = [...new Set(back.map((row) => row.channel_id))]
    await spaceOverdue({ payload, db, now, channels })
    await wakeSoon({ payload, db, now, ids: back.map((row) => row.id) })
  })
  return (row) => !isLate(row)
}
