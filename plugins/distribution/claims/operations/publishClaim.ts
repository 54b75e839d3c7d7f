import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation } from '../../operation.ts'
import { claimOutput } from '../claimAnswer.ts'
import { claimIdInput } from '../claimIdInput.ts'
import { readPlatforms } from '../claimPlatform.ts'
import { platformInput } from '../commandInput.ts'
import { publishOn } from '../commands/publishOn.ts'
import { examplePublishing } from '../exampleScheduled.ts'
import { itemAlias } from '../itemAlias.ts'
import { planErrors } from '../planErrors.ts'

export const publishClaim = defineOperation({
  name: 'claims.publish',
  summary:
    'Lets a claim go out now: on one platform, or on all that it is scheduled for or where the influencer has an account.',
  description:
    'A scheduled claim goes out on the other platforms at its time. What one platform refuses keeps it from that one alone.',
  route: { method: 'post', path: '/claims/{id}/publish' },
  aliases: [itemAlias('publish')],
  input: z.strictObject({ id: claimIdInput, platform: platformInput.optional() }),
  output: claimOutput,
  permission: 'claims.act',
  errors: planErrors,
  isForPhones: true,
  examples: {
    usual: {
      input: { id: exampleIds.claim, platform: 'tiktok' },
      output: examplePublishing,
    },
  },
  run: async ({ id, platform }, context) =>
    publishOn(context, {
      id,
      platforms: platform === undefined ? undefined : readPlatforms([platform]),
    }),
})
