import type { RemoteState, StagedChannel } from '../../adapter.ts'
import { createPostizClient, type PostizClient } from '../api/client.ts'
import type { PostizConnection } from '../api/connection.ts'
import { failToLook, judgeListed } from './judgeListed.ts'
import { splitByInstant } from './splitByInstant.ts'

type Draft = Parameters<StagedChannel<PostizConnection>['lookMany']>[0]['drafts'][number]
type Seen = [draft: Draft, state: RemoteState]

/** A draft is looked for so far around its instant, in ms. */
const aroundMs = 1_000

/** Looks at drafts in the order of their instants with one request; with more where that answer is too long to read. */
const lookTogether = async (
  client: PostizClient,
  drafts: Draft[],
  signal: AbortSignal | undefined,
): Promise<Seen[]> => {
  const [first, last] = [drafts[0], drafts.at(-1)]
  if (!first || !last) return []
  const listed = await client.listPosts({
    from: new Date(first.draftAt.getTime() - aroundMs),
    to: new Date(last.draftAt.getTime() + aroundMs),
    signal,
  })
  if (!listed.ok && listed.fault.code === 'POSTIZ_ANSWER_TOO_LARGE' && drafts.length > 1) {
    const middle = Math.ceil(drafts.length / 2)
    return [
      ...(await lookTogether(client, drafts.slice(0, middle), signal)),
      ...(await lookTogether(client, drafts.slice(middle), signal)),
    ]
  }
  return Promise.all(
    drafts.map(async (draft): Promise<Seen> => {
      if (!listed.ok) return [draft, failToLook(listed)]
      const { channel, draftAt, draftId, reference } = draft
      const integrationId = channel.integrationId as string
      const { value: posts, answer } = listed
      const state = await judgeListed({
        client,
        posts,
        answer,
        integrationId,
        draftAt,
        draftId,
        reference,
        signal,
      })
      return [draft, state]
    }),
  )
}

const notConnected = ({ channel }: Draft): RemoteState => ({
  kind: 'unreachable',
  code: 'CHANNEL_NOT_CONNECTED',
  message: `${channel.name} is not connected to Postiz. Import the channels from Postiz again.`,
  answer: {},
})

/** As `look` for many drafts of one organisation: one request for all whose instants lie within ten minutes. */
export const lookMany: StagedChannel<PostizConnection>['lookMany'] = async ({
  connection,
  drafts,
  signal,
}) => {
  const client = createPostizClient(connection)
  const connected = drafts.filter(({ channel }) => channel.integrationId)
  const parts = splitByInstant(connected).map((part) => lookTogether(client, part, signal))
  const seen = new Map((await Promise.all(parts)).flat())
  return drafts.map((draft) => seen.get(draft) ?? notConnected(draft))
}
