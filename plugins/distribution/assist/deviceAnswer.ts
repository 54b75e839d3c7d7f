import { z } from 'zod'
import type { ID } from '../id.ts'
import { after } from '../model/deadlines.ts'
import { idOutput, instantOutput } from '../operation.ts'
import { staleMs } from './readDevices.ts'

export const whoseDevices =
  'Only field agents and managers are asked to post, so only their phones are registered.'

export const pushTokenInput = z
  .string()
  .trim()
  .min(8)
  .max(4096)
  .meta({ description: "Firebase's token for push." })

export const notificationsInput = z.enum(['granted', 'blocked', 'unknown']).meta({
  description: 'Whether the phone shows notifications; staff see where they are blocked.',
})

const languageInput = z
  .string()
  .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, 'Give a language tag, such as "pt-PT".')
  .max(35)
  .meta({ description: 'The language of the app on this phone (BCP 47), in which it is pushed.' })

/** What a phone says of itself. */
export const deviceInput = {
  platform: z.enum(['android', 'ios', 'web']),
  name: z.string().trim().min(1).max(120),
  appVersion: z.string().trim().min(1).max(60).optional(),
  notifications: notificationsInput.optional(),
  language: languageInput.optional(),
  project: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9-]{3,29}$/, 'Give the id of a Firebase project.')
    .optional()
    .meta({ description: "The Firebase project of the token, where it is a client's own." }),
}

/** A phone or browser as its owner and staff see it. */
export const deviceOutput = z
  .object({
    id: idOutput,
    owner: z.object({ id: idOutput, name: z.string() }),
    name: z.string(),
    platform: z.enum(['android', 'ios', 'web']),
    appVersion: z.string().nullable(),
    lastSeenAt: instantOutput,
    notifications: notificationsInput,
    push: z.enum(['works', 'blocked', 'stale', 'dropped', 'none']).meta({
      description:
        'Whether it can be pushed: `stale` was not heard of for 30 days, `dropped` is no longer known to Google, `none` has no token.',
    }),
    droppedBecause: z.string().nullable(),
    project: z.string().nullable().meta({
      description: "The Firebase project that it is pushed with; null for the installation's.",
    }),
    staysLoggedIn: z.boolean().meta({ description: 'True where it has a credential of its own.' }),
    revokedAt: instantOutput.nullable(),
  })
  .meta({ component: 'Device' })

export type DeviceRow = {
  id: ID
  user_id: ID
  owner_name: string | null
  name: string
  platform: 'android' | 'ios' | 'web'
  app_version: string | null
  last_seen_at: string | Date
  notifications: 'granted' | 'blocked' | 'unknown'
  has_token: boolean
  project: string | null
  dropped_at: string | Date | null
  drop_reason: string | null
  has_credential: boolean
  revoked_at: string | Date | null
}

const pushState = (row: DeviceRow, now: Date): z.input<typeof deviceOutput>['push'] => {
  if (!row.has_token || row.revoked_at !== null) return 'none'
  if (row.dropped_at !== null) return 'dropped'
  if (new Date(row.last_seen_at) <= after(now, -staleMs)) return 'stale'
  return row.notifications === 'blocked' ? 'blocked' : 'works'
}

export const toDeviceAnswer = (row: DeviceRow, now: Date): z.input<typeof deviceOutput> => ({
  id: row.id,
  owner: { id: row.user_id, name: row.owner_name ?? String(row.user_id) },
  name: row.name,
  platform: row.platform,
  appVersion: row.app_version,
  lastSeenAt: new Date(row.last_seen_at).toISOString(),
  notifications: row.notifications,
  push: pushState(row, now),
  droppedBecause: row.drop_reason,
  project: row.project,
  staysLoggedIn: row.has_credential,
  revokedAt: row.revoked_at === null ? null : new Date(row.revoked_at).toISOString(),
})
