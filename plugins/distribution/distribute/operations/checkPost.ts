import { z } from 'zod'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { rulesVersion } from '../../channels/postiz/index.ts'
import { DistributionError, notFound } from '../../errors.ts'
import { exampleIds } from '../../exampleIds.ts'
import { findOwned } from '../../findOwned.ts'
import { later } from '../../model/deadlines.ts'
import { defineOperation, idInput, instantInput, type OperationContext } from '../../operation.ts'
import { chooseChannels } from '../chooseChannels.ts'
import { checkTime } from '../chooseTime.ts'
import { entitlePost, toRefusals } from '../entitle/entitlePost.ts'
import { exampleForeseen } from '../exampleForeseen.ts'
import { foreseenChannelOutput, problemsOutput } from '../foreseenOutput.ts'
import { foreseePost } from '../foreseePost.ts'
import type { PostRecord } from '../readPost.ts'

const words = z.string().max(100_000)

const input = z.strictObject({
  id: idInput
    .optional()
    .meta({ description: 'A post; what is given besides stands in for its own.' }),
  tenant: idInput
    .optional()
    .meta({ description: 'Whose post it would be, where there is none yet.' }),
  title: z.string().max(200).optional(),
  text: words.optional(),
  link: z.string().max(2000).optional(),
  media: z.array(idInput).max(100).optional(),
  parts: z
    .array(
      z.strictObject({
        text: words.optional(),
        media: z.array(idInput).max(100).optional(),
        delayMinutes: z.number().int().min(0).max(1440).optional(),
      }),
    )
    .max(25)
    .optional(),
  render: z.record(z.string().max(64), z.unknown()).optional(),
  channels: z.array(idInput).max(1000).optional(),
  channelSettings: z
    .record(z.string().max(64), z.record(z.string().max(200), z.unknown()))
    .optional(),
  at: instantInput.optional(),
})

type Context = OperationContext

const permission = 'posts.read' as const

/** The post that is asked about: a stored one, one that is only being written, or the one with changes of the other. */
const findPost = async (given: z.output<typeof input>, context: Context): Promise<PostRecord> => {
  const { id, tenant, at: _, ...said } = given
  if (id === undefined && tenant === undefined) {
    throw new DistributionError(
      'INVALID_INPUT',
      'Name the post by "id", or its client by "tenant".',
    )
  }
  const own = tenant === undefined ? undefined : await ownedTenant(context, tenant, permission)
  if (id === undefined)
    return { ...said, id: '', tenant: own, title: said.title ?? '' } as PostRecord
  const post = await findOwned<PostRecord>({
    context,
    collection: 'posts',
    id,
    permission,
    what: 'post',
  })
  if (own !== undefined && String(own) !== String(post.tenant)) throw notFound('tenant')
  return { ...post, ...said } as PostRecord
}

export const checkPost = defineOperation({
  name: 'posts.check',
  summary:
    'Tells how a post would be shown on each channel, how long it is there, what keeps it from going there, and exactly what would be sent; also of a post that is not saved yet. Nothing is planned.',
  route: { method: 'post', path: '/posts/check' },
  input,
  output: z.object({
    rulesVersion: z.string(),
    problems: problemsOutput,
    channels: z.array(foreseenChannelOutput),
  }),
  permission,
  errors: ['CHANNEL_NOT_FOUND', 'CHANNEL_NOT_ACTIVE', 'DATE_IN_PAST', 'DATE_TOO_FAR'],
  isReadOnly: true,
  examples: {
    usual: {
      summary: 'Of a post that is only being written.',
      input: {
        tenant: exampleIds.tenant,
        title: 'Open house on Sunday',
        text: 'Come and see it on Sunday.',
        channels: [exampleIds.channel],
        at: '2026-11-23T14:30:00Z',
      },
      output: { rulesVersion: '2026-11-20', problems: [], channels: [exampleForeseen] },
    },
  },
  run: async (given, context) => {
    const at = given.at ? checkTime(new Date(given.at), context.now) : undefined
    const post = await findPost(given, context)
    const ids = post.channels ?? []
    const channels =
      ids.length === 0 ? [] : await chooseChannels({ context, tenant: post.tenant, ids })
    const planned = post.publishAt ? new Date(post.publishAt) : context.now
    const goes = { context, post, channels, at: at ?? later(planned, context.now) }
    const { denied } = await entitlePost(goes)
    const foreseen = await foreseePost(goes)
    return {
      rulesVersion,
      ...foreseen,
      channels: foreseen.channels.map((one) => ({
        ...one,
        refusals: [...one.refusals, ...toRefusals(denied, one.channel)],
      })),
    }
  },
})
