import type { DeliveryRow } from './rows.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** How long a delivery may stay in a state, in milliseconds; a sweeper sees to it. */
export const patience = {
  /** For a condition to be met or a person to decide. */
  held: 7 * day,
  /** For a plan that is paused to be resumed. */
  paused: 30 * day,
  /** For a call to Postiz with all its uploads; the holder's lease. */
  lease: 3 * minute,
  /** For the platform to say published or failed. */
  confirm: 120 * minute,
  /** For an unknown outcome to be reconciled without a person. */
  reconcile: 30 * minute,
  /** For a person to decide what became of an unknown outcome. */
  person: 7 * day,
  /** For a request that may still be on its way: its time-out, and a minute for what stands between. */
  lateRequest: 75_000,
  /** For pictures and videos that were asked for when their time was near already. */
  media: 10 * minute,
  /** Between two looks at the channel for which a delivery is held. */
  recheck: 15 * minute,
  /** For a wake-up job to be done, before it is taken for lost. */
  wake: 2 * minute,
} as const

export const after = (from: Date, ms: number): Date => new Date(from.getTime() + ms)

export const later = (a: Date, b: Date): Date => (a.getTime() > b.getTime() ? a : b)

/** The moment at which a delivery may next go out. */
export const fireAt = (row: Pick<DeliveryRow, 'scheduled_at' | 'next_attempt_at'>): Date =>
  row.next_attempt_at ?? row.scheduled_at
