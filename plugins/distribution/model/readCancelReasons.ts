import type { Reason } from './changeState.ts'
import { type Db, type ID, rows, sql } from './database.ts'
import { cancelledInDoubtCode, cancelledPartlyCode, reasons } from './reasons.ts'
import type { DeliveryRow } from './rows.ts'

type Counts = { sent: number; unknown: number; others: number }

const readCounts = async (db: Db, mailed: DeliveryRow[]): Promise<Map<string, Counts>> => {
  if (mailed.length === 0) return new Map()
  const found = await rows<Counts & { delivery: string }>(
    db,
    sql`
      select delivery,
        count(*) filter (where state = 'sent')::int as sent,
        count(*) filter (where state in ('sending', 'unknown'))::int as unknown,
        count(*) filter (where state in ('pending', 'taken', 'rejected'))::int as others
      from postyard_mails
      where delivery = any(${sql.param(mailed.map(({ id }) => String(id)))})
        and tenant = any(${sql.param(mailed.map((row) => String(row.tenant_id)))})
      group by delivery`,
  )
  return new Map(found.map(({ delivery, ...counts }) => [delivery, counts]))
}

const tellPartly = ({ sent, unknown, others }: Counts, by: string | undefined): string => {
  const who = by === undefined ? 'it was cancelled' : `${by} cancelled it`
  const all = sent + unknown + others
  const said = [
    `${sent} of ${all} mails had gone out when ${who}; ${others === 1 ? 'the other one is' : `the other ${others} are`} not sent.`,
    unknown > 0
      ? `Of ${unknown} nobody knows whether ${unknown === 1 ? 'it' : 'they'} arrived.`
      : '',
  ]
  return said.filter((sentence) => sentence !== '').join(' ')
}

/** Those of which an attempt may have arrived though nobody said so. */
const readDoubtful = async (db: Db, sent: DeliveryRow[]): Promise<Set<string>> => {
  if (sent.length === 0) return new Set()
  const found = await rows<{ delivery_id: ID }>(
    db,
    sql`
      select distinct delivery_id from postyard_receipts
      where delivery_id = any(${sql.param(sent.map(({ id }) => id))})
        and tenant_id = any(${sql.param(sent.map((row) => row.tenant_id))}) and action = 'fire'
        and (closed_at is null or outcome = 'unknown' or raw_meta ->> 'mayHaveArrived' = 'true')`,
  )
  return new Set(found.map((row) => String(row.delivery_id)))
}

const inDoubt = (by: string | undefined): Reason => ({
  code: cancelledInDoubtCode,
  message: `${by === undefined ? 'It was cancelled' : `${by} cancelled it`} after an attempt of which nobody knows whether it arrived, so the receiver may have it. Nothing more is sent.`,
})

/**
 * What deliveries say that are cancelled now: that nothing went out; of a mailing that was under way, how many have
 * it; and of a call that may have arrived, just that. `by` is who cancels them, where that is known.
 */
export const readCancelReasons = async (args: {
  db: Db
  cancelled: DeliveryRow[]
  by?: string
}): Promise<(row: { id: ID }) => Reason> => {
  const { db, cancelled, by } = args
  const counts = await readCounts(
    db,
    cancelled.filter(({ kind }) => kind === 'email'),
  )
  const doubtful = await readDoubtful(
    db,
    cancelled.filter(({ kind, attempt }) => kind === 'webhook' && attempt > 0),
  )
  const whole: Reason =
    by === undefined
      ? reasons.cancelled
      : { ...reasons.cancelled, message: `${by} cancelled it before it went out.` }
  return ({ id }) => {
    if (doubtful.has(String(id))) return inDoubt(by)
    const own = counts.get(String(id))
    return own && own.sent + own.unknown > 0
      ? { code: cancelledPartlyCode, message: tellPartly(own, by) }
      : whole
  }
}
