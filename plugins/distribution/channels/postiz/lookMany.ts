import type { RemoteState, StagedChannel } from '../adapter.ts'
import { createPostizClient, type PostizClient } from './client.ts'
import type { PostizConnection } from './connection.ts'
import { failToLook, judgeListed } from './judgeListed.ts'

type Draft = Parameters<StagedChannel<PostizConnection>['lookMany']>[0]['drafts'][number]
type Seen = [draft: Draft, state: RemoteState]

/** A draft is looked for so far around its instant, in ms. */
const aroundMs = 1_000

/** Instants that lie no further apart share a request, in ms; one request spans at most ten times that. */
const togetherMs = 60_000

/** Parts drafts by their instants, so that each part is a window of time that is worth one request. */
const splitByInstant = (drafts: Draft[]): Draft[][] => {
  const parts: Draft[][] = []
  for (const draft of drafts.toSorted((a, b) => a.draftAt.getTime() - b.draftAt.getTime())) {
    const part = parts.at(-1)
    const at = draft.draftAt.getTime()
    const sinceLast = at - (part?.at(-1)?.draftAt.getTime() ?? 0)
    const sinceFirst = at - (part?.[0]?.draftAt.getTime() ?? 0)
    if (part && sinceLast <= togetherMs && sinceFirst <= 10 * togetherMs) part.push(draft)
    else parts.push([draft])
  }
  return parts
}

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
      const { channel, draftAt, draftId } = draft
      const integrationId = channel.integrationId as string
      const { value: posts, answer } = listed
      const state = await judgeListed({
        client,
        posts,
        answer,
        integrationId,
        draftAt,
        draftId,
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
