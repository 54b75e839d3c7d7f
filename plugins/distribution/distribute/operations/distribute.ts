import { z } from 'zod'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import type { Channel } from '../../model/channel.ts'
import type { ID } from '../../model/database.ts'
import {
  defineOperation,
  idInput,
  idOutput,
  instantInput,
  instantOutput,
  type OperationContext,
} from '../../operation.ts'
import { awaitAnswer, awaitedOutput, awaitInput, standingOf } from '../awaitedAnswer.ts'
import { chooseChannels } from '../chooseChannels.ts'
import { checkTime } from '../chooseTime.ts'
import { stateOutput } from '../deliveryAnswer.ts'
import { type DeniedChannel, entitlePost, toRefusals } from '../entitle/entitlePost.ts'
import { excerptInput } from '../entitle/excerptInput.ts'
import { foreseenChannelOutput, problemsOutput } from '../foreseenOutput.ts'
import { foreseePost } from '../foreseePost.ts'
import { lockPostAlone } from '../lockPost.ts'
import { weighCaps } from '../planCaps.ts'
import { planPost } from '../planPost.ts'
import { readDuplicates } from '../readDuplicates.ts'
import type { PostRecord } from '../readPost.ts'

type Planned = { context: OperationContext; post: PostRecord; channels: Channel[]; at: Date }

/** What distributing would answer, each refusal at the channel that it is about. */
const rehearse = async ({ context, post, channels, at, isDuplicateAllowed, denied }: Rehearsal) => {
  const duplicates = isDuplicateAllowed ? [] : await readDuplicates({ context, post, channels, at })
  const foreseen = await foreseePost({ context, post, channels, at })
  const { full, warnings } = await weighCaps({ context, tenant: post.tenant, channels, at })
  const refused = foreseen.channels.map((one) => {
    const ofIt = ({ channel }: { channel: ID }) => String(channel) === String(one.channel)
    const more = [
      ...full.filter(ofIt).map(({ code, message }) => ({ code, message, field: 'publishAt' })),
      ...duplicates.filter(ofIt).map(({ code, message }) => ({ code, message, field: 'channels' })),
      ...toRefusals(denied, one.channel),
    ]
    return { ...one, refusals: [...one.refusals, ...more] }
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

type Rehearsal = Planned & { isDuplicateAllowed: boolean; denied: DeniedChannel[] }

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
    allowDuplicate: z.boolean().optional().meta({
      description:
        'Plans it although a channel has this post already by a plan of these five minutes, or gets it then; who allowed it is noted.',
    }),
    awaitDelivery: awaitInput,
    excerpt: excerptInput.optional(),
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
        fits: z.boolean().meta({
          description:
            'Whether nothing keeps it from being planned and sent, but for the distance to other accounts with the same content, which is kept when it goes out.',
        }),
        problems: problemsOutput,
        channels: z.array(foreseenChannelOutput),
      })
      .optional()
      .meta({ description: 'Of a dry run: what would be planned, made and sent.' }),
    awaited: awaitedOutput
      .optional()
      .meta({ description: 'Of a request that waited: where the plan stands.' }),
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
    'DUPLICATE_DISTRIBUTION_PLAN',
    'ENTITLEMENT_DENIED',
  ],
  status: ({ awaited }) => (awaited && !awaited.isSettled ? 202 : 200),
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
    if (!input.dryRun) await lockPostAlone(context.db, found)
    const whole = input.dryRun ? found : await read()
    const wanted = input.at ?? whole.publishAt
    const at = wanted ? checkTime(new Date(wanted), context.now) : context.now
    const channels = await chooseChannels({
      context,
      tenant: whole.tenant,
      ids: input.channels ?? whole.channels ?? [],
    })
    const entitled = await entitlePost({
      ...{ context, post: whole, channels, at },
      ...(input.excerpt === undefined ? {} : { excerpt: input.excerpt }),
    })
    const isDuplicateAllowed = input.allowDuplicate === true
    if (input.dryRun) {
      const { post, denied } = entitled
      return rehearse({ context, post, channels, at, isDuplicateAllowed, denied })
    }
    const plan = await planPost({ context, entitled, channels, at, isDuplicateAllowed })
    return {
      plan: plan.id,
      scheduledAt: at.toISOString(),
      deliveries: plan.deliveries,
      // Until that is known: it is what a repeat with the same key is told meanwhile.
      ...(input.awaitDelivery === undefined ? {} : { awaited: standingOf(plan.deliveries) }),
      warnings: plan.warnings.map((one) => ({ ...one, at: one.at.toISOString() })),
    }
  },
  after: async ({ awaitDelivery }, output, { payload, signal }) => {
    const { plan, scheduledAt } = output
    if (awaitDelivery === undefined || plan === null) return output
    const found = await awaitAnswer({
      payload,
      plan,
      seconds: awaitDelivery,
      scheduledAt: new Date(scheduledAt),
      signal,
    })
    return { ...output, ...found }
  },
})
