import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { exampleIds } from '../../exampleIds.ts'
import type { ClaimSourceRow } from '../../model/claims.ts'
import { rows, sql } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { exampleSource, sourceOutput, toSourceAnswer } from '../sources/sourceAnswer.ts'
import { sourceColumns, toSourceRow } from '../sources/sourceRows.ts'

/** More than this are not listed; the newest are. */
const most = 500

export const listClaimSources = defineOperation({
  name: 'claimSources.list',
  summary: 'Lists the programs that send claims of a client by signed webhooks, the newest first.',
  route: { method: 'get', path: '/claim-sources' },
  input: z.strictObject({ tenant: idInput }),
  output: z.object({ sources: z.array(sourceOutput) }),
  permission: 'claims.manage',
  errors: [],
  isReadOnly: true,
  examples: {
    usual: { input: { tenant: exampleIds.tenant }, output: { sources: [exampleSource] } },
  },
  run: async (input, context) => {
    const { payload, db, now } = context
    const tenant = await ownedTenant(context, input.tenant, 'claims.manage')
    const found = await rows<ClaimSourceRow>(
      db,
      sql`
        select ${sourceColumns} from postyard_claim_sources
        where tenant = ${String(tenant)} order by created_at desc, id limit ${most}`,
    )
    return { sources: found.map((row) => toSourceAnswer(payload, toSourceRow(row), now)) }
  },
})
