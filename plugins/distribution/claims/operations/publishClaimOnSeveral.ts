import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation } from '../../operation.ts'
import { claimOutput } from '../claimAnswer.ts'
import { claimIdInput } from '../claimIdInput.ts'
import { readPlatforms } from '../claimPlatform.ts'
import { platformsInput } from '../commandInput.ts'
import { publishOn } from '../commands/publishOn.ts'
import { examplePublishing } from '../exampleScheduled.ts'
import { itemAlias } from '../itemAlias.ts'
import { planErrors } from '../planErrors.ts'

export const publishClaimOnSeveral = defineOperation({
  name: 'claims.publishMulti',
  summary: 'Lets a claim go out now on the platforms that are named.',
  description:
    'Call it when the influencer has chosen where it goes. Of a scheduled claim, the platforms that are not named go out at their time.',
  route: { method: 'post', path: '/claims/{id}/publish-multi' },
  aliases: [itemAlias('publish-multi')],
  input: z.strictObject({ id: claimIdInput, platforms: platformsInput }),
  output: claimOutput,
  permission: 'claims.act',
  errors: planErrors,
  isForPhones: true,
  examples: {
    usual: {
      input: { id: exampleIds.claim, platforms: ['tiktok', 'instagram'] },
      output: examplePublishing,
    },
  },
  run: async ({ id, platforms }, context) =>
    publishOn(context, { id, platforms: readPlatforms(platforms) }),
})
