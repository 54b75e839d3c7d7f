import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { rows, sql } from '../../model/database.ts'
import { defineOperation, idInput, instantInput } from '../../operation.ts'
import { writeKey } from '../../security/apiKey.ts'
import { hashSecret } from '../../security/hashSecret.ts'
import { userOf } from '../../security/standing.ts'
import { exampleKey, type KeyRow, keyColumns, keyOutput, toKeyAnswer } from '../keyAnswer.ts'
import { keyScopes } from '../keyScopes.ts'
import { tellKey } from '../tellKey.ts'

const usualDays = 90

const scopeInput = z.enum(keyScopes as [(typeof keyScopes)[number]], {
  error: ({ input }) =>
    `${JSON.stringify(input)?.slice(0, 64)} is no scope that a key can have. Choose from these: ${keyScopes.join(', ')}.`,
})

export const createKey = defineOperation({
  name: 'keys.create',
  summary:
    'Makes an API key for a program of one client. The answer is the only place where the whole key ever stands: only a hash of it is kept.',
  description:
    'Call it for each program by itself, with no more scopes than it needs; give the `key` to the program, which sends it as `Authorization: Bearer pyk_…`. It takes no Idempotency-Key, since an answer that is kept would keep the key too: where the answer was lost, list the keys, revoke the one that was not handed over, and make another. Scopes are fixed when a key is made; what comes into being later is in none that is older.',
  route: { method: 'post', path: '/keys' },
  input: z.strictObject({
    tenant: idInput,
    name: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .meta({ description: 'What the program is called, such as “Make.com”.' }),
    scopes: z
      .array(scopeInput)
      .min(1)
      .max(50)
      .meta({ description: 'What it may do: permissions of the role `api-agent`.' }),
    expiresAt: instantInput.nullish().meta({
      description: `When it ends. Left out: in ${usualDays} days. Null: never, until it is revoked.`,
    }),
  }),
  output: keyOutput.extend({
    key: z.string().meta({ description: 'The whole key. It is not shown again.' }),
  }),
  permission: 'keys.manage',
  errors: ['DATE_IN_PAST'],
  answersSecret: true,
  examples: {
    usual: {
      input: {
        tenant: exampleIds.tenant,
        name: exampleKey.name,
        scopes: ['posts.read', 'posts.write', 'plans.read', 'plans.write'],
        expiresAt: exampleKey.expiresAt,
      },
      output: { ...exampleKey, key: writeKey(exampleIds.key, '4f'.repeat(32)) },
    },
  },
  run: async ({ name, scopes, expiresAt, ...input }, context) => {
    const { db, caller, now } = context
    const tenant = await ownedTenant(context, input.tenant, 'keys.manage')
    const usualEnd = new Date(now.getTime() + usualDays * 24 * 60 * 60_000)
    const end = expiresAt === undefined ? usualEnd : expiresAt === null ? null : new Date(expiresAt)
    if (end && end <= now) {
      throw new DistributionError(
        'DATE_IN_PAST',
        'The key would have expired already. Give a time that is to come, or null for a key that never expires.',
      )
    }
    const secret = randomBytes(32).toString('hex')
    const [row] = await rows<KeyRow>(
      db,
      sql`
        insert into postyard_api_keys
          (tenant_id, name, hash, scopes, expires_at, made_by_id, made_by_name, updated_at, created_at)
        values
          (${tenant}, ${name}, ${hashSecret('key', secret)}, ${JSON.stringify([...new Set(scopes)])}::jsonb,
           ${end?.toISOString() ?? null}, ${userOf(caller) ?? null}, ${caller.name}, ${now.toISOString()},
           ${now.toISOString()})
        returning ${sql.raw(keyColumns)}`,
    )
    if (!row) throw new Error('The key was not written.')
    await tellKey(context, tenant, row, 'created')
    return { ...toKeyAnswer(row, now), key: writeKey(row.id, secret) }
  },
})
