import { z } from 'zod'
import { notFound } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { rows, sql } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { exampleKey, type KeyRow, keyColumns, keyOutput, toKeyAnswer } from '../keyAnswer.ts'
import { tellKey } from '../tellKey.ts'

export const revokeKey = defineOperation({
  name: 'keys.revoke',
  summary: 'Ends an API key for good: the next request that bears it is refused.',
  description:
    'Call it when a program is given up, or when a key may have been seen by somebody else. It cannot be undone; what the program has planned stays.',
  route: { method: 'post', path: '/keys/{id}/revoke' },
  input: z.strictObject({ id: idInput }),
  output: keyOutput,
  permission: 'keys.manage',
  errors: [],
  examples: {
    usual: {
      input: { id: exampleIds.key },
      output: { ...exampleKey, state: 'revoked', revokedAt: '2026-11-24T16:20:00.000Z' },
    },
  },
  run: async (input, context) => {
    const { db, now } = context
    const key = await findOwned<object>({
      context,
      collection: 'api-keys',
      id: input.id,
      permission: 'keys.manage',
      what: 'API key',
    })
    const [ended] = await rows<KeyRow>(
      db,
      sql`
        update postyard_api_keys set revoked_at = ${now.toISOString()}, updated_at = clock_timestamp()
        where id = ${key.id} and tenant_id = ${key.tenant} and revoked_at is null
        returning ${sql.raw(keyColumns)}`,
    )
    if (ended) {
      await tellKey(context, key.tenant, ended, 'revoked')
      return toKeyAnswer(ended, now)
    }
    const [before] = await rows<KeyRow>(
      db,
      sql`
        select ${sql.raw(keyColumns)} from postyard_api_keys
        where id = ${key.id} and tenant_id = ${key.tenant}`,
    )
    if (!before) throw notFound('API key')
    return toKeyAnswer(before, now)
  },
})
