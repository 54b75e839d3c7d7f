import type { Payload } from 'payload'
import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import type { ClaimSourceRow } from '../../model/claims.ts'
import { idOutput, instantOutput } from '../../operation.ts'
import { settingsOf } from '../../settings.ts'
import { isReadable } from './sourceSecrets.ts'

export const sourceIdInput = z
  .string()
  .min(1)
  .max(64)
  .meta({ description: 'The id of a source of claims.' })

/** A source of claims as operations answer with it. */
export const sourceOutput = z
  .object({
    id: z.string(),
    tenant: idOutput,
    name: z.string(),
    address: z.string().meta({ description: 'To which it posts its signed messages.' }),
    oldSecretUntil: instantOutput
      .nullable()
      .meta({ description: 'Until when the secret before the present one is taken too.' }),
    isReadable: z.boolean().meta({
      description:
        'False where its secrets cannot be decrypted, and its messages are answered 503. Put the key that they were encrypted with back into the ring, or give it a new secret.',
    }),
    createdAt: instantOutput,
    lastAt: instantOutput
      .nullable()
      .meta({ description: 'When it sent something last, to the minute.' }),
  })
  .meta({ component: 'ClaimSource' })

export const toSourceAnswer = (
  payload: Payload,
  row: ClaimSourceRow,
  now: Date,
): z.output<typeof sourceOutput> => ({
  id: row.id,
  tenant: payload.db.defaultIDType === 'number' ? Number(row.tenant) : row.tenant,
  name: row.name,
  address: `${settingsOf(payload).serverUrl}${payload.config.routes.api}/claim-sources/${row.id}/events`,
  oldSecretUntil: row.old_until && row.old_until > now ? row.old_until.toISOString() : null,
  isReadable: isReadable({ settings: settingsOf(payload), source: row }),
  createdAt: row.created_at.toISOString(),
  lastAt: row.last_at?.toISOString() ?? null,
})

const id = '7c9e1f3b5d2a48608e4b6d1f0a3c5e79'

export const exampleSource: z.input<typeof sourceOutput> = {
  ...{ id, tenant: exampleIds.tenant, name: 'Campaign app' },
  address: `https://postyard.example/api/claim-sources/${id}/events`,
  ...{ oldSecretUntil: null, isReadable: true },
  ...{ createdAt: '2026-11-22T14:30:00.000Z', lastAt: '2026-11-23T09:00:00.000Z' },
}
