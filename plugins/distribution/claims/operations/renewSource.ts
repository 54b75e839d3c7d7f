import { z } from 'zod'
import { rotate } from '../../channels/webhook/index.ts'
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
import { openSecretsIfAny, sealSecrets } from '../sources/sourceSecrets.ts'
import { tellSource } from '../sources/tellSource.ts'

export const renewClaimSource = defineOperation({
  name: 'claimSources.renew',
  summary:
    'Gives a source of claims a new secret. For a day messages with the old one are taken too, so that none is lost.',
  description:
    'The answer is the only place where the new secret ever stands. Called again within the day, the one before the last ends at once. It also helps where the old one can no longer be decrypted.',
  route: { method: 'post', path: '/claim-sources/{id}/renew' },
  input: z.strictObject({ id: sourceIdInput }),
  output: sourceOutput.extend({
    secret: z.string().meta({ description: 'It is not shown again.' }),
  }),
  permission: 'claims.manage',
  errors: [],
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
    const secrets = rotate(openSecretsIfAny({ settings, source }), secret, now)
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
