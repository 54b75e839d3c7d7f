import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { claimPlatforms } from '../../model/claims.ts'
import { defineOperation, idOutput } from '../../operation.ts'
import { claimIdInput } from '../claimIdInput.ts'
import { type Making, previewClaim as preview } from '../dress/previewClaim.ts'
import {
  exampleShownFile,
  type ShownFile,
  shownFileOutput,
  toShownFile,
} from '../dress/shownFile.ts'
import { itemAlias } from '../itemAlias.ts'
import { seenClaim } from '../ownedClaim.ts'

const makingOutput = {
  state: z.enum(['making', 'ready', 'failed']),
  progress: z.int().meta({ description: 'How much of it is made, in per cent.' }),
  reason: z.string().nullable().meta({ description: 'Why it could not be made.' }),
  file: shownFileOutput.nullable(),
}

export const previewClaim = defineOperation({
  name: 'claims.preview',
  summary:
    'Shows the very file that goes out of a claim, and what is said with it on each platform. A video that is not there yet is being made from then on.',
  description:
    'Ask again while `state` is `making`. The file is that which the platforms get: the same bytes, by its `sha256`. A platform that takes it in another form has its own file, and `isConverted` says so. Undressed, a clip goes out as it is. What failed stays failed until it is asked for with `again`.',
  route: { method: 'get', path: '/claims/{id}/preview' },
  aliases: [itemAlias('preview')],
  input: z.strictObject({
    id: claimIdInput,
    again: z.enum(['true', 'false']).optional().meta({
      description: '`true` has a video made once more that could not be made.',
    }),
  }),
  output: z.object({
    ...makingOutput,
    platforms: z.array(
      z.object({
        platform: z.enum(claimPlatforms),
        channel: idOutput
          .nullable()
          .meta({ description: 'The account; null where there is none.' }),
        caption: z.string(),
        refusals: z
          .array(z.object({ code: z.string(), message: z.string(), field: z.string() }))
          .meta({ description: 'What keeps it from there; the others go all the same.' }),
        isConverted: z.boolean(),
        ...makingOutput,
      }),
    ),
  }),
  permission: 'claims.own',
  errors: ['MEDIA_MISSING', 'RENDER_SPEC_INVALID'],
  isReadOnly: true,
  isForPhones: true,
  examples: {
    usual: {
      input: { id: exampleIds.claim },
      output: {
        ...{ state: 'ready', progress: 100, reason: null, file: exampleShownFile },
        platforms: [
          {
            ...{ platform: 'tiktok', channel: exampleIds.postizChannel },
            ...{ caption: 'Run with us. #sunsetrun', refusals: [], isConverted: false },
            ...{ state: 'ready', progress: 100, reason: null, file: exampleShownFile },
          },
        ],
      },
    },
  },
  run: async ({ id, again }, context) => {
    const { claim } = await seenClaim(context, id)
    const { own, platforms, name } = await preview({ context, claim, isAgain: again === 'true' })
    const show = (
      { file, ...making }: Making,
      called: string,
    ): Omit<Making, 'file'> & { file: ShownFile | null } => ({
      ...making,
      file: file ? toShownFile(context, { tenant: claim.tenant_id, file, name: called }) : null,
    })
    return {
      ...show(own, name),
      platforms: platforms.map(({ making, channel, isConverted, ...one }) => ({
        ...one,
        ...{ channel: channel?.id ?? null, isConverted },
        ...show(making, isConverted ? `${name} ${one.platform}` : name),
      })),
    }
  },
})
