import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation } from '../../operation.ts'
import { answerClaim } from '../answerClaim.ts'
import { claimOutput, exampleClaim } from '../claimAnswer.ts'
import { claimIdInput } from '../claimIdInput.ts'
import { readPlatforms } from '../claimPlatform.ts'
import { claimTitle } from '../claimTitle.ts'
import { accountChannels } from '../dress/accountChannels.ts'
import { checkCaption } from '../dress/checkCaption.ts'
import { redress } from '../dress/redress.ts'
import { heldClaim } from '../ownedClaim.ts'
import { planErrors } from '../planErrors.ts'
import { readClip } from '../readClip.ts'

export const setCaptions = defineOperation({
  name: 'claims.captions',
  summary:
    'Says what a claim says on each platform, within the limit of that; a scheduled claim is planned anew with it for the same time.',
  description:
    'A platform that is not named keeps what it says; null takes its caption away, and that of the clip holds again. Each refusal names its platform: `captions.tiktok`.',
  route: { method: 'post', path: '/claims/{id}/captions' },
  input: z.strictObject({
    id: claimIdInput,
    captions: z
      .record(z.string().min(1).max(64), z.string().max(20_000).nullable())
      .refine((given) => Object.keys(given).length > 0, { error: 'Name at least one platform.' })
      .meta({ description: 'By platform: `tiktok`, `instagram`, `youtube`, `snapchat`.' }),
  }),
  output: claimOutput,
  permission: 'claims.act',
  errors: [...planErrors],
  isForPhones: true,
  examples: {
    usual: {
      input: {
        id: exampleIds.claim,
        captions: { tiktok: 'Run with me. #sunsetrun', instagram: null },
      },
      output: exampleClaim,
    },
  },
  run: async ({ id, captions: given }, context) => {
    const owned = await heldClaim(context, id, 'captions')
    const { claim } = owned
    const platforms = readPlatforms(Object.keys(given))
    const channels = await accountChannels(context, claim)
    const title = claimTitle(await readClip(context.db, claim))
    const captions = { ...claim.captions }
    const details = platforms.flatMap((platform) => {
      const caption = given[platform]
      if (typeof caption !== 'string') {
        delete captions[platform]
        return []
      }
      captions[platform] = caption
      const channel = channels[platform]
      return checkCaption({ platform, caption, title, channel, tenant: claim.tenant_id })
    })
    if (details.length > 0) {
      const message = details.map((one) => one.message).join(' ')
      throw new DistributionError('CONTENT_REFUSED', message, { details })
    }
    await redress({ context, owned, overlays: claim.overlays ?? {}, captions })
    return answerClaim(context, claim)
  },
})
