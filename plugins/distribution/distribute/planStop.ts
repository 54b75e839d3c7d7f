import { z } from 'zod'
import { instantOutput } from '../operation.ts'

/** What the record of a plan says of what stops it. */
export type StopFields = {
  pausedAt?: string | null
  pausedByName?: string | null
  pauseReason?: string | null
  haltedAt?: string | null
  haltedByName?: string | null
  haltReason?: string | null
}

/** Since when, by whom and why a plan is stopped. */
export const stopOutput = z.object({
  at: instantOutput,
  by: z.string(),
  reason: z.string().nullable(),
})

type Stop = z.input<typeof stopOutput>

const stopOf = (at?: string | null, by?: string | null, reason?: string | null): Stop | null =>
  at ? { at: new Date(at).toISOString(), by: by ?? '', reason: reason ?? null } : null

export const pauseOf = ({ pausedAt, pausedByName, pauseReason }: StopFields) =>
  stopOf(pausedAt, pausedByName, pauseReason)

export const haltOf = ({ haltedAt, haltedByName, haltReason }: StopFields) =>
  stopOf(haltedAt, haltedByName, haltReason)
