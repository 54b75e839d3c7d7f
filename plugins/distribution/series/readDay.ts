import type { Payload, PayloadRequest } from 'payload'
import { readTenant } from '../channels/readConnection.ts'
import type { ID } from '../model/database.ts'
import { type DayOptions, dayAt, dayNumber, dayOf } from '../plan/series/index.ts'
import { settingsOf } from '../settings.ts'
import { toDayOptions } from './watchman/dayOptions.ts'

/** The day that it is for a tenant, and how it flies on it. */
export type Day = {
  day: string
  /** This one and the one before: what took off last was planned for one of them. */
  days: string[]
  timezone: string
  options: DayOptions
  seed: string
  /** The folder of the tenant, relative to the content root. */
  folder: string | null
}

/** By which the order and the distances of a day are drawn: known beforehand, and another one each day. */
export const seedOf = (tenant: ID, day: string): string => `${tenant} ${day}`

export const readDay = async (args: {
  payload: Payload
  tenant: ID
  now: Date
  /** Whose transaction it reads in, where there is one. */
  req?: PayloadRequest
}): Promise<Day> => {
  const { payload, tenant, now, req } = args
  const { timezone, series } = await readTenant({
    ...{ payload, settings: settingsOf(payload), tenant },
    ...(req ? { req } : {}),
  })
  const day = dayAt(now, timezone)
  return {
    ...{ day, timezone, seed: seedOf(tenant, day) },
    days: [day, dayOf(dayNumber(day) - 1)],
    options: toDayOptions(series),
    folder: series?.folder || null,
  }
}
