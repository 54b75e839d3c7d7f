import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { exampleIds } from '../../exampleIds.ts'
import { rows, sql } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { exampleKey, type KeyRow, keyColumns, keyOutput, toKeyAnswer } from '../keyAnswer.ts'

/** More than this are not listed; the newest are. */
const most = 500

export const listKeys = defineOperation({
  name: 'keys.list',
  summary:
    'Lists the API keys of a client, the newest first, with what each may do and its last use.',
  description:
    'Call it to see which programs can act for a client, and which keys nobody uses any more. Of the keys themselves only the beginning is told.',
  route: { method: 'get', path: '/keys' },
  input: z.strictObject({ tenant: idInput }),
  output: z.object({ keys: z.array(keyOutput) }),
  permission: 'keys.manage',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: { input: { tenant: exampleIds.tenant }, output: { keys: [exampleKey] } },
  },
  run: async (input, context) => {
    const tenant = await ownedTenant(context, input.tenant, 'keys.manage')
    const found = await rows<KeyRow>(
      context.db,
      sql`
        select ${sql.raw(keyColumns)} from postyard_api_keys
        where tenant_id = ${tenant}
        order by (revoked_at is null and (expires_at is null or expires_at > clock_timestamp())) desc,
          created_at desc, id
        limit ${most}`,
    )
    return { keys: found.map((row) => toKeyAnswer(row, context.now)) }
  },
})

export type KeysAnswer = z.output<typeof listKeys.output>
