import { z } from 'zod'
import { judgeContent } from '../../channels/judgeContent.ts'
import { ownedTenant } from '../../channels/ownedTenant.ts'
import { rulesVersion } from '../../channels/postiz/index.ts'
import { DistributionError, notFound } from '../../errors.ts'
import { findOwned } from '../../findOwned.ts'
import { later } from '../../model/deadlines.ts'
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
import { freezeSettings, withSettings } from '../freezeSettings.ts'
import { readCaps } from '../readCaps.ts'
import { type PostContent, type PostRecord, readPost } from '../readPost.ts'

const words = z.string().max(100_000)

const refusal = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string(),
  setting: z.string().optional(),
  limit: z.number().optional(),
  count: z.number().optional(),
  source: z.string().optional(),
  checkedOn: z.string().optional(),
})

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

const ofPost: Record<string, string> = {
  POST_EMPTY: 'text',
  MEDIA_MISSING: 'media',
  RENDER_SPEC_INVALID: 'render',
  CHANNEL_SETTINGS_MISPLACED: 'channelSettings',
}

type Problem = { code: string; message: string; field: string }

/** What is wrong with a post wherever it goes is told, not thrown: the writer has not ended yet. */
const orProblem = async <T>(
  work: () => Promise<T>,
): Promise<{ found: T } | { problem: Problem }> => {
  try {
    return { found: await work() }
  } catch (error) {
    const field = error instanceof DistributionError ? ofPost[error.code] : undefined
    if (!(error instanceof DistributionError) || field === undefined) throw error
    return { problem: { code: error.code, message: error.message, field } }
  }
}

export const checkPost = defineOperation({
  name: 'posts.check',
  summary:
    'Tells how a post would be shown on each channel, how long it is there, and what keeps it from going there; nothing is planned.',
  route: { method: 'post', path: '/posts/check' },
  input,
  output: z.object({
    rulesVersion: z.string(),
    problems: z
      .array(z.object({ code: z.string(), message: z.string(), field: z.string() }))
      .meta({ description: 'What is wrong with the post wherever it goes.' }),
    channels: z.array(
      z.object({
        channel: idOutput,
        name: z.string(),
        platform: z.string(),
        kind: z.string(),
        preview: z.string(),
        bold: z
          .array(z.object({ from: z.number().int(), to: z.number().int() }))
          .meta({ description: 'What of the preview is shown bold, in UTF-16 units.' }),
        parts: z.array(z.string()),
        count: z.number().int(),
        limit: z.number().int().optional(),
        media: z.object({
          pictures: z.number().int(),
          videos: z.number().int(),
          says: z.string().optional(),
        }),
        refusals: z.array(refusal),
        cap: z
          .object({
            posts: z.number().int(),
            hours: z.number(),
            used: z.number().int(),
            nextAt: instantOutput.nullable(),
            source: z.string(),
            checkedOn: z.string(),
          })
          .optional()
          .meta({
            description:
              'How many posts the channel takes in a time, and has; `nextAt` is when it has room again, where it is full by then.',
          }),
      }),
    ),
  }),
  permission,
  errors: ['CHANNEL_NOT_FOUND', 'CHANNEL_NOT_ACTIVE', 'DATE_IN_PAST', 'DATE_TOO_FAR'],
  isReadOnly: true,
  run: async (given, context) => {
    const at = given.at ? checkTime(new Date(given.at), context.now) : undefined
    const post = await findPost(given, context)
    const ids = post.channels ?? []
    const channels =
      ids.length === 0 ? [] : await chooseChannels({ context, tenant: post.tenant, ids })
    const settings = await orProblem(async () => freezeSettings({ post, channels }))
    const read = await orProblem<PostContent>(() => readPost({ context, post }))
    const problems = [settings, read].flatMap((one) => ('problem' in one ? one.problem : []))
    const shown = 'found' in read ? read.found.shown : undefined
    const planned = post.publishAt ? new Date(post.publishAt) : context.now
    const caps = await readCaps({
      db: context.db,
      tenant: post.tenant,
      channels,
      at: at ?? later(planned, context.now),
    })
    const own = withSettings(channels, 'found' in settings ? settings.found : undefined)
    return {
      rulesVersion,
      problems,
      channels: own.map((channel) => {
        const { id, name, platform, kind } = channel
        const cap = caps.get(String(id))
        return {
          channel: id,
          name,
          platform,
          kind,
          ...(shown ? judgeContent(channel, shown) : nothing),
          ...(cap ? { cap } : {}),
        }
      }),
    }
  },
})

const nothing = {
  preview: '',
  bold: [],
  parts: [],
  count: 0,
  media: { pictures: 0, videos: 0 },
  refusals: [],
}
