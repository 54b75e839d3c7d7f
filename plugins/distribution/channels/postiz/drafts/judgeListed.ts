import type { Answer, RemoteState } from '../../adapter.ts'
import type { RemotePost } from '../api/answers.ts'
import type { Reply } from '../api/callApi.ts'
import type { PostizClient } from '../api/client.ts'
import { findDraft, findEdited } from './findDraft.ts'
import { readReference } from './readReference.ts'
import { readState } from './readState.ts'

const dayMs = 24 * 60 * 60_000

/** How far a person may have moved a draft in time for it still to be found. */
const widelyMs = { before: 30 * dayMs, after: 400 * dayMs }

/** A look that did not come about. */
export const failToLook = ({
  fault,
  answer,
}: Extract<Reply<unknown>, { ok: false }>): RemoteState => {
  const { code, message, retryAfterMs } = fault
  return {
    kind: 'unreachable',
    code,
    message,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    answer,
  }
}

type Args = {
  client: PostizClient
  posts: RemotePost[]
  answer: Answer
  integrationId: string
  draftAt: Date
  draftId?: string | null
  /** Under which it was staged. */
  reference?: string
  signal?: AbortSignal
}

/** A Postiz that does not offer the detail, in contrast to one that did not answer. */
const hasNoRoute = ({ fault }: Extract<Reply<unknown>, { ok: false }>): boolean =>
  fault.isPermanent && fault.statusCode !== undefined

/** A draft whose id never arrived, and that somebody has edited in Postiz since: it is told from others by its reference. */
const judgeEdited = async (args: Args): Promise<RemoteState> => {
  const { client, answer, reference, signal } = args
  for (const { id: postId } of reference === undefined ? [] : findEdited(args)) {
    const peeked = await client.peek({ postId, signal })
    if (!peeked.ok && !hasNoRoute(peeked)) return failToLook(peeked)
    const row = peeked.ok ? peeked.value : null
    if (row && readReference(row.settings) === reference) return readState({ row, answer })
  }
  return { kind: 'absent', answer }
}

/**
 * Where a draft stands by the posts that Postiz lists around its instant. What failed, and what is not among them, is
 * asked for by itself.
 */
export const judgeListed = async (args: Args): Promise<RemoteState> => {
  const { client, posts, answer, integrationId, draftAt, draftId, signal } = args
  const found = findDraft({ posts, integrationId, draftAt, draftId })
  if (found && found.state !== 'ERROR') return readState({ row: found, answer })
  const postId = found?.id ?? draftId
  if (!postId) return judgeEdited(args)

  const peeked = await client.peek({ postId, signal })
  if (peeked.ok && peeked.value) return readState({ row: peeked.value, answer })
  if (found) return readState({ row: found, answer })
  if (peeked.ok) return { kind: 'absent', answer }
  if (!hasNoRoute(peeked)) return failToLook(peeked)
  // Where the detail cannot be read, the draft may have been moved in time: a wide look by its id decides.
  const wide = await client.listPosts({
    from: new Date(draftAt.getTime() - widelyMs.before),
    to: new Date(draftAt.getTime() + widelyMs.after),
    signal,
  })
  if (!wide.ok) return failToLook(wide)
  const moved = wide.value.find((row) => row.id === postId)
  return moved ? readState({ row: moved, answer }) : { kind: 'absent', answer }
}
