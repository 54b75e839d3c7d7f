import { z } from 'zod'
import { DistributionError } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { defineOperation } from '../../operation.ts'
import { claimIdInput } from '../claimIdInput.ts'
import { readPlatforms } from '../claimPlatform.ts'
import { platformInput } from '../commandInput.ts'
import { type Making, previewClaim } from '../dress/previewClaim.ts'
import { exampleShownFile, shownFileOutput, toShownFile } from '../dress/shownFile.ts'
import { itemAlias } from '../itemAlias.ts'
import { seenClaim } from '../ownedClaim.ts'

/** What has been asked for stays asked for, so that it is there when they come again. */
const notReady = ({ state, progress, reason }: Making): DistributionError =>
  new DistributionError(
    'RENDITION_NOT_READY',
    state === 'failed'
      ? `The video could not be made: ${reason ?? 'it was stopped.'} Dress the clip otherwise, or ask for its preview with "again".`
      : `The video is being made, ${progress} % of it are done. Ask again in some seconds.`,
    { isKept: true },
  )

export const downloadClaim = defineOperation({
  name: 'claims.download',
  summary:
    'Gives a link by which the finished file of a claim is saved, under the name of its clip.',
  description:
    'The link needs no log-in and ends at `expiresAt`. With `platform`, it is the file in the form that goes out there. A video that is not made yet is being made from then on; ask again.',
  route: { method: 'post', path: '/claims/{id}/download' },
  aliases: [itemAlias('download')],
  input: z.strictObject({ id: claimIdInput, platform: platformInput.optional() }),
  output: shownFileOutput,
  permission: 'claims.own',
  errors: ['RENDITION_NOT_READY', 'MEDIA_MISSING', 'RENDER_SPEC_INVALID', 'UNSUPPORTED_PLATFORM'],
  isForPhones: true,
  examples: { usual: { input: { id: exampleIds.claim }, output: exampleShownFile } },
  run: async ({ id, platform }, context) => {
    const { claim } = await seenClaim(context, id)
    const [wanted] = platform === undefined ? [] : readPlatforms([platform])
    const { own, platforms, name } = await previewClaim({ context, claim, isAgain: false })
    const there = platforms.find((one) => one.platform === wanted)
    const making = there?.making ?? own
    if (!making.file) throw notReady(making)
    const called = there?.isConverted ? `${name} ${there.platform}` : name
    return toShownFile(context, { tenant: claim.tenant_id, file: making.file, name: called })
  },
})
