import { z } from 'zod'
import { findOwned } from '../../findOwned.ts'
import { defineOperation, idInput, idOutput, instantInput, instantOutput } from '../../operation.ts'
import { chooseChannels } from '../chooseChannels.ts'
import { checkTime } from '../chooseTime.ts'
import { freezeContent } from '../freezeContent.ts'
import { lockPost } from '../lockPost.ts'
import { makePlan } from '../makePlan.ts'
import { planCaps } from '../planCaps.ts'
import type { PostRecord } from '../readPost.ts'

export const distribute = defineOperation({
  name: 'posts.distribute',
  summary: 'Distributes a post over channels: makes a plan with one delivery for each channel.',
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
  }),
  output: z.object({
    plan: idOutput,
    scheduledAt: instantOutput,
    deliveries: z.array(z.object({ id: idOutput, channel: idOutput, state: z.string() })),
    warnings: z
      .array(
        z.object({ channel: idOutput, code: z.string(), message: z.string(), at: instantOutput }),
      )
      .meta({ description: 'What this brings about besides: posts that have to wait for it.' }),
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
  run: async (input, context) => {
    const read = () =>
      findOwned<PostRecord>({
        context,
        collection: 'posts',
        id: input.id,
        permission: 'plans.write',
        what: 'post',
      })
    await lockPost(context.db, await read())
    const post = await read()
    const wanted = input.at ?? post.publishAt
    const at = wanted ? checkTime(new Date(wanted), context.now) : context.now
    const channels = await chooseChannels({
      context,
      tenant: post.tenant,
      ids: input.channels ?? post.channels ?? [],
    })
    const { content, isPending } = await freezeContent({ context, post, channels })
    const warnings = await planCaps({ context, tenant: post.tenant, channels, at })
    const plan = await makePlan({
      context,
      tenant: post.tenant,
      post: post.id,
      channels,
      content,
      isPending,
      at,
    })
    return {
      plan: plan.id,
      scheduledAt: at.toISOString(),
      deliveries: plan.deliveries,
      warnings: warnings.map((one) => ({ ...one, at: one.at.toISOString() })),
    }
  },
})
