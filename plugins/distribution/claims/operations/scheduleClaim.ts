import { z } from 'zod'
import { readTenant } from '../../channels/readConnection.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation } from '../../operation.ts'
import { answerClaim } from '../answerClaim.ts'
import { claimOutput } from '../claimAnswer.ts'
import { claimIdInput } from '../claimIdInput.ts'
import { readPlatforms } from '../claimPlatform.ts'
import { goingInput, platformsInput, zoneInput } from '../commandInput.ts'
import { asHouse } from '../commands/asHouse.ts'
import { chooseAccounts } from '../commands/chooseAccounts.ts'
import { planClaim } from '../commands/planClaim.ts'
import { exampleScheduled } from '../exampleScheduled.ts'
import { itemAlias } from '../itemAlias.ts'
import { heldClaim } from '../ownedClaim.ts'
import { planErrors } from '../planErrors.ts'
import { readGoingTime } from '../readGoingTime.ts'
import { tellClaim } from '../tellClaim.ts'

export const scheduleClaim = defineOperation({
  name: 'claims.schedule',
  summary:
    'Lets a claim go out at a time from five minutes to thirty days ahead, on the platforms that are named or on all where the influencer has an account.',
  description:
    'What one platform refuses keeps it from that one alone: `platforms` of the answer says why. From then on the claim does not expire.',
  route: { method: 'post', path: '/claims/{id}/schedule' },
  aliases: [itemAlias('schedule')],
  input: z.strictObject({
    id: claimIdInput,
    at: goingInput,
    timezone: zoneInput.optional(),
    platforms: platformsInput.optional(),
  }),
  output: claimOutput,
  permission: 'claims.act',
  errors: [...planErrors, 'DATE_TOO_SOON', 'DATE_TOO_FAR'],
  isForPhones: true,
  examples: {
    usual: {
      input: {
        ...{ id: exampleIds.claim, at: '2026-11-24T17:00', timezone: 'Europe/Lisbon' },
        platforms: ['tiktok', 'instagram'],
      },
      output: exampleScheduled,
    },
  },
  run: async ({ id, ...input }, context) => {
    const { payload, settings, db, req, caller } = context
    const wanted = input.platforms && readPlatforms(input.platforms)
    const { claim, isOwn } = await heldClaim(context, id, 'schedule')
    const { tenant_id: tenant, now } = claim
    const zone = input.timezone ?? (await readTenant({ payload, settings, tenant, req })).timezone
    const at = readGoingTime({ at: input.at, zone, now })
    const accounts = await chooseAccounts(db, claim, wanted)
    await planClaim({
      ...{ context: await asHouse(context), claim, timezone: zone, isNow: false },
      going: accounts.map((account) => ({ ...account, at })),
    })
    await tellClaim({
      ...{ db, type: 'scheduled', claim, actor: caller.actor, isForThem: !isOwn },
      data: {
        platforms: accounts.map(({ platform }) => platform),
        ...{ scheduledAt: at.toISOString(), timezone: zone },
      },
    })
    return answerClaim(context, claim)
  },
})
