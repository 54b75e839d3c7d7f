import { z } from 'zod'
import { readTenant } from '../../channels/readConnection.ts'
import { exampleIds } from '../../exampleIds.ts'
import { sql } from '../../model/database.ts'
import { reasons } from '../../model/reasons.ts'
import { isSettled } from '../../model/states.ts'
import { defineOperation } from '../../operation.ts'
import { answerClaim } from '../answerClaim.ts'
import { claimOutput } from '../claimAnswer.ts'
import { claimIdInput } from '../claimIdInput.ts'
import { goingInput, zoneInput } from '../commandInput.ts'
import { asHouse } from '../commands/asHouse.ts'
import { bringForward } from '../commands/bringForward.ts'
import { exampleScheduled } from '../exampleScheduled.ts'
import { itemAlias } from '../itemAlias.ts'
import { heldClaim } from '../ownedClaim.ts'
import { platformOfChannel } from '../platformOfChannel.ts'
import { readGoingTime } from '../readGoingTime.ts'
import { tellClaim } from '../tellClaim.ts'

export const rescheduleClaim = defineOperation({
  name: 'claims.reschedule',
  summary:
    'Moves a scheduled claim to another time, from five minutes to thirty days ahead, on all of its platforms.',
  description:
    'Call it only while the claim is `scheduled`; all its platforms move, and those that have begun to go out cannot.',
  route: { method: 'post', path: '/claims/{id}/reschedule' },
  aliases: [itemAlias('reschedule')],
  input: z.strictObject({ id: claimIdInput, at: goingInput, timezone: zoneInput.optional() }),
  output: claimOutput,
  permission: 'claims.act',
  errors: [
    ...(['INVALID_STATE_TRANSITION', 'ILLEGAL_MOVE', 'DATE_TOO_SOON', 'DATE_TOO_FAR'] as const),
    ...(['CHANNEL_CAP', 'SAME_CONTENT'] as const),
  ],
  isForPhones: true,
  examples: {
    usual: {
      input: { id: exampleIds.claim, at: '2026-11-24T17:00', timezone: 'Europe/Lisbon' },
      output: exampleScheduled,
    },
  },
  run: async ({ id, ...input }, context) => {
    const { payload, settings, db, req, caller } = context
    const { claim, isOwn } = await heldClaim(context, id, 'reschedule')
    const { tenant_id: tenant, now } = claim
    const zone =
      input.timezone ??
      claim.timezone ??
      (await readTenant({ payload, settings, tenant, req })).timezone
    const at = readGoingTime({ at: input.at, zone, now })
    const living = claim.deliveries.filter(({ state }) => !isSettled(state))
    await bringForward({
      ...{ context: await asHouse(context), tenant, at, verb: 'moved' },
      ids: living.map((one) => one.id),
      reason: { ...reasons.rescheduled, message: `${caller.name} moved it to another time.` },
    })
    await db.execute(sql`
      update postyard_claims set timezone = ${zone}, updated_at = clock_timestamp()
      where id = ${claim.id} and tenant_id = ${tenant}`)
    await tellClaim({
      ...{ db, type: 'rescheduled', claim, actor: caller.actor, isForThem: !isOwn },
      data: {
        platforms: living.flatMap(({ platform }) => platformOfChannel(platform) ?? []),
        ...{ scheduledAt: at.toISOString(), timezone: zone },
      },
    })
    return answerClaim(context, claim)
  },
})
