import { z } from 'zod'
import { exampleIds } from '../exampleIds.ts'
import type { ID } from '../id.ts'
import { idOutput, instantOutput } from '../operation.ts'
import { prefixOf } from '../security/apiKey.ts'

/** A key as people see it; nothing of the secret is in it. */
export const keyOutput = z.object({
  id: idOutput,
  name: z.string(),
  prefix: z.string().meta({ description: 'How the key begins, to recognise it by.' }),
  scopes: z.array(z.string()),
  state: z.enum(['active', 'expired', 'revoked']),
  expiresAt: instantOutput.nullable().meta({ description: 'Null: it never expires.' }),
  madeBy: z.string().meta({ description: 'The name of who made it.' }),
  madeAt: instantOutput,
  lastUsedAt: instantOutput
    .nullable()
    .meta({ description: 'To the minute; null: it was not used yet.' }),
  revokedAt: instantOutput.nullable(),
})

export type KeyAnswer = z.input<typeof keyOutput>

export type KeyRow = {
  id: ID
  name: string
  scopes: string[]
  expires_at: Date | string | null
  made_by_name: string
  created_at: Date | string
  last_used_at: Date | string | null
  revoked_at: Date | string | null
}

/** What `toKeyAnswer` reads. */
export const keyColumns =
  'id, name, scopes, expires_at, made_by_name, created_at, last_used_at, revoked_at'

const instant = (at: Date | string | null): string | null => at && new Date(at).toISOString()

const stateOf = (row: KeyRow, now: Date): KeyAnswer['state'] => {
  if (row.revoked_at) return 'revoked'
  return row.expires_at && new Date(row.expires_at) <= now ? 'expired' : 'active'
}

export const toKeyAnswer = (row: KeyRow, now: Date): KeyAnswer => ({
  id: row.id,
  name: row.name,
  prefix: prefixOf(row.id),
  scopes: row.scopes,
  state: stateOf(row, now),
  expiresAt: instant(row.expires_at),
  madeBy: row.made_by_name,
  madeAt: new Date(row.created_at).toISOString(),
  lastUsedAt: instant(row.last_used_at),
  revokedAt: instant(row.revoked_at),
})

export const exampleKey: KeyAnswer = {
  id: exampleIds.key,
  name: 'Make.com',
  prefix: prefixOf(exampleIds.key),
  scopes: ['posts.read', 'posts.write', 'plans.read', 'plans.write'],
  state: 'active',
  expiresAt: '2027-02-21T09:00:00.000Z',
  madeBy: 'Marta',
  madeAt: '2026-11-23T09:00:00.000Z',
  lastUsedAt: null,
  revokedAt: null,
}
