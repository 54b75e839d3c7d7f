import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { sql } from '../../model/database.ts'
import { defineOperation } from '../../operation.ts'
import { answerClaim } from '../answerClaim.ts'
import { claimOutput, exampleClaim } from '../claimAnswer.ts'
import { claimIdInput } from '../claimIdInput.ts'
import { asHouse } from '../commands/asHouse.ts'
import { callOff } from '../commands/callOff.ts'
import { heldClaim } from '../ownedClaim.ts'
import { tellClaim } from '../tellClaim.ts'

export const cancelClaim = defineOperation({
  name: 'claims.cancel',
  summary: 'Calls off a claim that has not gone out: nothing of it is published any more.',
  description:
    'Call it when the influencer gives the clip up. What has begun to go out is not called off any more, and a claim that was called off does not come back.',
  route: { method: 'post', path: '/claims/{id}/cancel' },
  input: z.strictObject({ id: claimIdInput }),
  output: claimOutput,
  permission: 'claims.act',
  errors: ['INVALID_STATE_TRANSITION'],
  isForPhones: true,
  examples: {
    usual: {
      input: { id: exampleIds.claim },
      output: { ...exampleClaim, state: 'cancelled', commands: [] },
    },
  },
  run: async ({ id }, context) => {
    const { db, caller } = context
    const { claim, isOwn } = await heldClaim(context, id, 'cancel')
    await callOff(await asHouse(context), claim)
    await db.execute(sql`
      update postyard_claims set cancelled_at = clock_timestamp(), updated_at = clock_timestamp()
      where id = ${claim.id} and tenant_id = ${claim.tenant_id}`)
    await tellClaim({ db, type: 'cancelled', claim, actor: caller.actor, isForThem: !isOwn })
    return answerClaim(context, claim)
  },
})
