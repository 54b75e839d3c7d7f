import { z } from 'zod'
import type { Content } from '../../../channels/adapter.ts'
import { DistributionError } from '../../../errors.ts'
import { exampleIds } from '../../../exampleIds.ts'
import { findOwned } from '../../../findOwned.ts'
import type { Channel } from '../../../model/channel.ts'
import { defineOperation, idInput } from '../../../operation.ts'
import { chooseChannels } from '../../chooseChannels.ts'
import type { ForeseenProblem } from '../../foreseenOutput.ts'
import { freezeSettings, withSettings } from '../../freezeSettings.ts'
import { type PostRecord, readPost } from '../../readPost.ts'
import { foreseeVariant } from '../foreseeVariant.ts'
import { nameVoices } from '../nameVoices.ts'
import { openVariation } from '../openVariation.ts'
import { previewOutput } from '../previewOutput.ts'
import { openRefusals } from '../refuseVariants.ts'
import { tallyVariants } from '../tallyVariants.ts'
import { variationInput } from '../variationInput.ts'

const fieldOfProblem: Record<string, string> = {
  POST_EMPTY: 'text',
  MEDIA_MISSING: 'media',
  RENDER_SPEC_INVALID: 'render',
  CHANNEL_SETTINGS_MISPLACED: 'channelSettings',
}

/** What is wrong with the whole is told, not thrown: its writer has not ended yet. */
const toProblems = (error: unknown): ForeseenProblem[] => {
  if (!(error instanceof DistributionError)) throw error
  if (error.code === 'VARIATION_INVALID') {
    return error.details.map(({ path, code, message }) => ({ code, message, field: path }))
  }
  const field = fieldOfProblem[error.code]
  if (field === undefined) throw error
  return [{ code: error.code, message: error.message, field }]
}

/** From the channel that a cursor names on. */
const takePage = (channels: Channel[], cursor: string | undefined, limit: number) => {
  const from = cursor === undefined ? 0 : channels.findIndex(({ id }) => String(id) === cursor)
  if (from < 0) {
    throw new DistributionError(
      'INVALID_INPUT',
      'This cursor is none of these accounts. Give the "next" of the answer before, with the same accounts.',
      { details: [{ path: 'cursor', code: 'invalid_cursor', message: 'It is none of ours.' }] },
    )
  }
  const next = channels[from + limit]
  return { page: channels.slice(from, from + limit), next: next ? String(next.id) : null }
}

export const preview = defineOperation({
  name: 'distribution.preview',
  summary:
    'Shows what each account would say of a post that is distributed over many: its exact text, its length, what keeps it from there, and how many variants there are. Nothing is planned.',
  route: { method: 'post', path: '/distribution/preview' },
  input: z.strictObject({
    post: idInput,
    channels: z
      .array(idInput)
      .min(1)
      .max(10_000)
      .optional()
      .meta({ description: 'The accounts; by default the channels of the post.' }),
    variation: variationInput.optional(),
    seed: z.string().trim().min(1).max(100).optional().meta({
      description: 'The random seed; left out, always the same one for the post.',
    }),
    limit: z.number().int().min(1).max(1000).optional().meta({ description: '100 usually.' }),
    cursor: z
      .string()
      .max(100)
      .optional()
      .meta({ description: 'The `next` of the answer before.' }),
  }),
  output: previewOutput,
  permission: 'posts.read',
  errors: ['CHANNEL_REQUIRED', 'CHANNEL_NOT_FOUND', 'CHANNEL_NOT_ACTIVE'],
  isReadOnly: true,
  examples: {
    usual: {
      input: {
        post: exampleIds.post,
        channels: [exampleIds.channel],
        variation: { text: '{Come|Be our guest} on Sunday, {{client.name}} is open.' },
      },
      output: {
        seed: '4f1c9a',
        problems: [],
        variants: {
          ...{ texts: 2, possible: 2, accounts: 1, used: 1 },
          says: '2 variants for 1 account.',
          uses: [
            {
              text: 'Come on Sunday, {{client.name}} is open.',
              accounts: 1,
              choices: [{ in: 'text', line: 1, column: 1, alternative: 'Come' }],
            },
          ],
          alternatives: [{ in: 'text', line: 1, column: 1, alternative: 'Come', accounts: 1 }],
          tags: [],
        },
        channels: [
          {
            channel: exampleIds.channel,
            ...{ name: 'WhatsApp Status', platform: 'whatsapp', kind: 'manual' },
            title: 'Open house on Sunday',
            ...{ preview: 'Come on Sunday, Marina Homes is open.', bold: [], count: 37 },
            ...{ parts: [], changes: [], refusals: [] },
            variation: {
              ...{ title: null, text: 'Come on Sunday, Marina Homes is open.', parts: null },
              sources: { title: 'post', text: 'plan', parts: 'post' },
              choices: [{ in: 'text', line: 1, column: 1, alternative: 'Come' }],
              tags: {},
            },
          },
        ],
        next: null,
      },
    },
  },
  run: async (input, context) => {
    const post = await findOwned<PostRecord>({
      context,
      collection: 'posts',
      id: input.post,
      permission: 'posts.read',
      what: 'post',
    })
    const ids = input.channels ?? post.channels ?? []
    const channels = await chooseChannels({ context, tenant: post.tenant, ids })
    const seed = input.seed ?? String(post.id)
    const { page, next } = takePage(channels, input.cursor, input.limit ?? 100)
    const nothing = { seed, variants: null, channels: [], next: null }
    try {
      const { variation: given } = input
      const options =
        given && (await nameVoices({ context, tenant: post.tenant, variation: given }))
      const variation = await openVariation({ context, post, channels, options, seed })
      const own = withSettings(page, freezeSettings({ post, channels }))
      const { shown }: { shown: Content } = await readPost({ context, post })
      const refusalsOn = openRefusals(variation, shown)
      return {
        seed,
        problems: [],
        variants: tallyVariants(variation, channels),
        channels: own.map((channel) => foreseeVariant({ variation, channel, shown, refusalsOn })),
        next,
      }
    } catch (error) {
      return { ...nothing, problems: toProblems(error) }
    }
  },
})
