import { z } from 'zod'
import { refuseWhileHeld, rotate } from '../../channels/webhook/index.ts'
import { exampleSecret, newSecret } from '../../events/subscribers/newSecret.ts'
import type { ClaimSourceRow } from '../../model/claims.ts'
import { rows, sql } from '../../model/database.ts'
import { defineOperation } from '../../operation.ts'
import {
  exampleSource,
  sourceIdInput,
  sourceOutput,
  toSourceAnswer,
} from '../sources/sourceAnswer.ts'
import { ownedSource, sourceColumns, toSourceRow } from '../sources/sourceRows.ts'
import { isReadable, openSecrets, sealSecrets } from '../sources/sourceSecrets.ts'
import { tellSource } from '../sources/tellSource.ts'

export const renewClaimSource = defineOperation({
  name: 'claimSources.renew',
  summary:
    'Gives a source of claims a new secret. For a day messages with the old one are taken too, so that none is lost.',
  description:
    'The answer is the only place where the new secret ever stands. While the one before is still taken, another renewal is refused, since the program may be using just that one; `force` ends it at once, and leaves the present one its day. It also helps where the old one can no longer be decrypted.',
  route: { method: 'post', path: '/claim-sources/{id}/renew' },
  input: z.strictObject({
    id: sourceIdInput,
    force: z.boolean().default(false).meta({
      description: 'Renews it also while the secret before the present one is taken, which ends.',
    }),
  }),
  output: sourceOutput.extend({
    secret: z.string().meta({ description: 'It is not shown again.' }),
  }),
  permission: 'claims.manage',
  errors: ['OLD_SECRET_HOLDS'],
  answersSecret: true,
  examples: {
    usual: {
      input: { id: exampleSource.id },
      output: {
        ...exampleSource,
        ...{ oldSecretUntil: '2026-11-24T14:30:00.000Z', secret: exampleSecret },
      },
    },
  },
  run: async (input, context) => {
    const { payload, settings, db, now } = context
    const source = await ownedSource(context, input.id)
    const secret = newSecret()
    // Where the old one is lost, nothing can be signed by it, and a new one is the way out.
    const before = isReadable({ settings, source }) ? openSecrets({ settings, source }) : []
    refuseWhileHeld({ name: source.name, secrets: before, now, isForced: input.force })
    const secrets = rotate(before, secret, now)
    const [renewed] = await rows<ClaimSourceRow>(
      db,
      sql`
        update postyard_claim_sources
        set sealed = ${sealSecrets({ settings, source, secrets })}, old_until = ${secrets[1]?.until ?? null}
        where id = ${source.id} and tenant = ${source.tenant}
        returning ${sourceColumns}`,
    )
    if (!renewed) throw new Error('The source is gone.')
    await tellSource(context, source, 'renewed')
    return { ...toSourceAnswer(payload, toSourceRow(renewed), now), secret }
  },
})
