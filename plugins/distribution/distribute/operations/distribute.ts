import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import type { Channel } from '../../model/channel.ts'
import {
  defineOperation,
  idInput,
  idOutput,
  instantInput,
  instantOutput,
  type OperationContext,
} from '../../operation.ts'
import { chooseChannels } from '../chooseChannels.ts'
import { checkTime } from '../chooseTime.ts'
import { stateOutput } from '../deliveryAnswer.ts'
import { findLeftOut, refusalFor } from '../findLeftOut.ts'
import { foreseenChannelOutput, problemsOutput } from '../foreseenOutput.ts'
import { foreseePost } from '../foreseePost.ts'
import { freezeContent } from '../freezeContent.ts'
import { lockPost } from '../lockPost.ts'
import { makePlan } from '../makePlan.ts'
import { planCaps, weighCaps } from '../planCaps.ts'
import type { PostRecord } from '../readPost.ts'

type Rehearsal = { context: OperationContext; post: PostRecord; channels: Channel[]; at: Date }

/** What distributing would answer, each refusal at the channel that it is about. */
const rehearse = async ({ context, post, channels, at }: Rehearsal) => {
  const foreseen = await foreseePost({ context, post, channels, at })
  const { full, warnings } = await weighCaps({ context, tenant: post.tenant, channels, at })
  const refused = foreseen.channels.map((one) => {
    const { code, message } = full.find(({ channel }) => channel === one.channel) ?? {}
    return code && message
      ? { ...one, refusals: [...one.refusals, { code, message, field: 'publishAt' }] }
      : one
  })
  return {
    plan: null,
    scheduledAt: at.toISOString(),
    deliveries: [],
    warnings: warnings.map((one) => ({ ...one, at: one.at.toISOString() })),
    dryRun: {
      fits: foreseen.problems.length === 0 && refused.every((one) => one.refusals.length === 0),
      problems: foreseen.problems,
      channels: refused,
    },
  }
}

export const distribute = defineOperation({
  name: 'posts.distribute',
  summary:
    'Distributes a post over channels: makes a plan with one delivery for each channel. With `dryRun` nothing is made, sent or written; the answer says what would be.',
  route: { method: 'post', path: '/posts/{id}/distribute' },
  input: z.strictObject({
    id: idInput,
    channels: z
      .array(idInput)
      .min(1)
      .max(1000)
      .optional()
      .meta({ description: 'The channels; by default those of the post.' }),
    at: instantInput.optional().meta({
      description: "When it goes out; by default the post's time, or at once where it has none.",
    }),
    dryRun: z
      .boolean()
      .optional()
      .meta({ description: 'Only foresees it: no plan, no jobs, no uploads.' }),
  }),
  output: z.object({
    plan: idOutput.nullable().meta({ description: 'Null of a dry run.' }),
    scheduledAt: instantOutput,
    deliveries: z.array(z.object({ id: idOutput, channel: idOutput, state: stateOutput })),
    warnings: z
      .array(
        z.object({ channel: idOutput, code: z.string(), message: z.string(), at: instantOutput }),
      )
      .meta({
        description:
          'What this brings about besides: posts that have to wait for it, and channels that forbid what is laid over its video: their deliveries have failed already, the others go.',
      }),
    dryRun: z
      .object({
        fits: z
          .boolean()
          .meta({ description: 'Whether nothing keeps it from being planned and sent.' }),
        problems: problemsOutput,
        channels: z.array(foreseenChannelOutput),
      })
      .optional()
      .meta({ description: 'Of a dry run: what would be planned, made and sent.' }),
  }),
  permission: 'plans.write',
  errors: [
    'CHANNEL_REQUIRED',
    'CHANNEL_NOT_FOUND',
    'CHANNEL_NOT_ACTIVE',
    'DATE_IN_PAST',
    'DATE_TOO_FAR',
    'POST_EMPTY',
    'MEDIA_MISSING',
    'RENDER_SPEC_INVALID',
    'CHANNEL_SETTINGS_MISPLACED',
    'CONTENT_REFUSED',
    'CHANNEL_CAP',
  ],
  examples: {
    usual: {
      input: {
        id: exampleIds.post,
        channels: [exampleIds.postizChannel, exampleIds.channel],
        at: '2026-11-23T14:30:00Z',
      },
      output: {
        plan: exampleIds.plan,
        scheduledAt: '2026-11-23T14:30:00.000Z',
        deliveries: [
          { id: exampleIds.delivery, channel: exampleIds.postizChannel, state: 'scheduled' },
        ],
        warnings: [],
      },
    },
  },
  run: async (input, context) => {
    const read = () =>
      findOwned<PostRecord>({
        context,
        collection: 'posts',
        id: input.id,
        permission: 'plans.write',
        what: 'post',
      })
    const found = await read()
    if (!input.dryRun) await lockPost(context.db, found)
    const post = input.dryRun ? found : await read()
    const wanted = input.at ?? post.publishAt
    const at = wanted ? checkTime(new Date(wanted), context.now) : context.now
    const channels = await chooseChannels({
      context,
      tenant: post.tenant,
      ids: input.channels ?? post.channels ?? [],
    })
    if (input.dryRun) return rehearse({ context, post, channels, at })
    const left = await findLeftOut({ context, post, channels })
    const refusalOf = refusalFor(left)
    const going = channels.filter(({ id }) => refusalOf(id) === undefined)
    const { content, isPending } = await freezeContent({ context, post, channels, toCheck: going })
    const full = await planCaps({ context, tenant: post.tenant, channels: going, at })
    const refused = left.map(({ channel, refusal: { code, message } }) => ({
      ...{ channel: channel.id, code, message: `${channel.name}: ${message}`, at },
    }))
    const plan = await makePlan({
      context,
      tenant: post.tenant,
      post: post.id,
      channels,
      content,
      isPending,
      refusalOf,
      at,
    })
    return {
      plan: plan.id,
      scheduledAt: at.toISOString(),
      deliveries: plan.deliveries,
      warnings: [...refused, ...full].map((one) => ({ ...one, at: one.at.toISOString() })),
    }
  },
})
