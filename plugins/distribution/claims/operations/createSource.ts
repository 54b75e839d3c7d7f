import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { exampleSecret, newSecret } from '../../events/subscribers/newSecret.ts'
import { exampleIds } from '../../exampleIds.ts'
import type { ClaimSourceRow } from '../../model/claims.ts'
import { rows, sql } from '../../model/database.ts'
import { defineOperation, idInput } from '../../operation.ts'
import { exampleSource, sourceOutput, toSourceAnswer } from '../sources/sourceAnswer.ts'
import { sourceColumns, toSourceRow } from '../sources/sourceRows.ts'
import { newSourceId, sealSecrets } from '../sources/sourceSecrets.ts'
import { tellSource } from '../sources/tellSource.ts'

export const createClaimSource = defineOperation({
  name: 'claimSources.create',
  summary:
    'Makes a source: a program that sends the claims of a client by signed webhooks. The answer is the only place where its secret ever stands.',
  description:
    'Give the `address` and the `secret` to the program, which posts events `distribution.claimed` there, signed by Standard Webhooks 1.0. The secret is kept encrypted and never told again. It takes no Idempotency-Key, since an answer that is kept would keep the secret too.',
  route: { method: 'post', path: '/claim-sources' },
  input: z.strictObject({
    tenant: idInput,
    name: z.string().trim().min(1).max(120).meta({ description: 'What the program is called.' }),
  }),
  output: sourceOutput.extend({
    secret: z.string().meta({ description: 'It is not shown again.' }),
  }),
  permission: 'claims.manage',
  errors: [],
  answersSecret: true,
  examples: {
    usual: {
      input: { tenant: exampleIds.tenant, name: 'Campaign app' },
      output: { ...exampleSource, lastAt: null, secret: exampleSecret },
    },
  },
  run: async (input, context) => {
    const { payload, settings, db, now } = context
    const tenant = String(await ownedTenant(context, input.tenant, 'claims.manage'))
    const secret = newSecret()
    const id = newSourceId()
    const sealed = sealSecrets({ settings, source: { id, tenant }, secrets: [{ secret }] })
    const [made] = await rows<ClaimSourceRow>(
      db,
      sql`
        insert into postyard_claim_sources (id, tenant, name, sealed, created_at)
        values (${id}, ${tenant}, ${input.name}, ${sealed}, clock_timestamp())
        returning ${sourceColumns}`,
    )
    if (!made) throw new Error('The source was not written.')
    await tellSource(context, made, 'created')
    return { ...toSourceAnswer(payload, toSourceRow(made), now), secret }
  },
})
