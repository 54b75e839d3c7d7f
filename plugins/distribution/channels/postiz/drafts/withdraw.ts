import type { RemoteState, StagedChannel } from '../../adapter.ts'
import { createPostizClient } from '../api/client.ts'
import type { PostizConnection } from '../api/connection.ts'
import { look } from './look.ts'

type Withdraw = StagedChannel<PostizConnection>['withdraw']
type Withdrawn = Awaited<ReturnType<Withdraw>>
type Args = Parameters<Withdraw>[0]

const keepLive = (state: RemoteState): Withdrawn | null => {
  const { answer } = state
  if (state.kind === 'published' || (state.kind === 'error' && state.isLive)) {
    const message = 'The post is live already. Take it off the platform itself.'
    return { kind: 'kept', code: 'POSTIZ_ALREADY_LIVE', message, answer }
  }
  if (state.kind === 'error' && state.code === 'PUBLISH_UNCONFIRMED') {
    return { kind: 'kept', code: state.code, message: state.message, answer }
  }
  if (state.kind === 'unreachable') {
    return { kind: 'kept', code: state.code, message: state.message, answer }
  }
  return null
}

const isGone = (state: RemoteState): boolean => state.kind === 'absent'

/** Deletes what is a draft for certain, and makes sure where the answer leaves a doubt. */
const deleteDraft = async (args: Args, wasSwitchedOn: boolean): Promise<Withdrawn> => {
  const client = createPostizClient(args.connection)
  const deleted = await client.deletePost({ postId: args.draftId, signal: args.signal })
  const meta = { ...deleted.answer.meta, wasSwitchedOn }
  const answer = { ...deleted.answer, meta }
  if (deleted.ok) return { kind: 'gone', answer }
  const state = await look(args)
  if (isGone(state)) return { kind: 'gone', answer: { ...state.answer, meta } }
  const { code, message } = deleted.fault
  return { kind: 'kept', code, message, answer }
}

/**
 * Takes a draft back. What was switched on already is first set back to a draft, which stops Postiz, and looked
 * at again: a deleted row would no longer tell that it went live in between.
 *
 * `gone` is certain for the row. With `answer.meta.wasSwitchedOn` a call of Postiz to the platform may have been
 * under way at that very moment. `kept` codes: `POSTIZ_ALREADY_LIVE`, `PUBLISH_UNCONFIRMED`, those of `readError`.
 */
export const withdraw: Withdraw = async (args) => {
  const before = await look(args)
  if (isGone(before)) return { kind: 'gone', answer: before.answer }
  const kept = keepLive(before)
  if (kept) return kept
  if (before.kind === 'draft') return deleteDraft(args, false)

  const client = createPostizClient(args.connection)
  const { draftId: postId, signal } = args
  const stopped = await client.setStatus({ postId, status: 'draft', signal })
  const after = await look(args)
  if (isGone(after)) return { kind: 'gone', answer: after.answer }
  const keptAfter = keepLive(after)
  if (keptAfter) return keptAfter
  if (after.kind === 'draft') return deleteDraft(args, true)
  return {
    kind: 'kept',
    code: stopped.ok ? 'POSTIZ_STILL_ON' : stopped.fault.code,
    message: stopped.ok
      ? 'Postiz still has the post switched on. Try again, or stop it in Postiz.'
      : stopped.fault.message,
    answer: stopped.answer,
  }
}
