import { z } from 'zod'
import { contentErrors } from '../../distribute/freezeContent.ts'
import { exampleIds } from '../../exampleIds.ts'
import { sql } from '../../model/database.ts'
import { defineOperation } from '../../operation.ts'
import { answerClaim } from '../answerClaim.ts'
import { claimOutput } from '../claimAnswer.ts'
import { claimIdInput } from '../claimIdInput.ts'
import { asHouse } from '../commands/asHouse.ts'
import { retryDeliveries } from '../commands/retryDeliveries.ts'
import { examplePublishing } from '../exampleScheduled.ts'
import { itemAlias } from '../itemAlias.ts'
import { heldClaim } from '../ownedClaim.ts'
import { tellClaim } from '../tellClaim.ts'

export const retryClaim = defineOperation({
  name: 'claims.retry',
  summary:
    'Lets a claim that failed go out again on the platforms that do not have it; where it is out already nothing happens.',
  description: 'The attempts of each of these platforms count anew; `retries` of the claim grows.',
  route: { method: 'post', path: '/claims/{id}/retry' },
  aliases: [itemAlias('retry')],
  input: z.strictObject({ id: claimIdInput }),
  output: claimOutput,
  permission: 'claims.act',
  errors: ['INVALID_STATE_TRANSITION', 'ILLEGAL_MOVE', ...contentErrors],
  isForPhones: true,
  examples: {
    usual: {
      input: { id: exampleIds.claim },
      output: { ...examplePublishing, retries: 1 },
    },
  },
  run: async ({ id }, context) => {
    const { db, caller } = context
    const { claim, isOwn } = await heldClaim(context, id, 'retry')
    const platforms = await retryDeliveries(await asHouse(context), claim)
    const retries = claim.retries + 1
    await db.execute(sql`
      update postyard_claims
      set retries = ${retries}, started_at = clock_timestamp(), updated_at = clock_timestamp()
      where id = ${claim.id} and tenant_id = ${claim.tenant_id}`)
    await tellClaim({
      ...{ db, type: 'retried', claim, actor: caller.actor, isForThem: !isOwn },
      data: { platforms, retries },
    })
    return answerClaim(context, claim)
  },
})
