import type { Outcome, RemoteState } from '../../channels/adapter.ts'
import { type PostizConnection, postizChannel } from '../../channels/postiz/index.ts'
import type { Loaded } from '../loadDelivery.ts'
import { remoteCall } from '../remoteCall.ts'
import { isTimeout, tryAgain } from '../tryAgain.ts'

/**
 * What an earlier draft stands in the way with. `absent`: a new one may be made. `gone_ahead`: somebody switched it on
 * in Postiz, so that a new one would be a second publication.
 */
export type OldDraft =
  | { kind: 'absent' }
  | { kind: 'draft'; draftId: string; draftAt: Date }
  | { kind: 'gone_ahead'; found: RemoteState }
  | Extract<Outcome, { kind: 'retry' }>

/** Reads the draft that is filed under an instant, with its receipt. */
export const lookAt = (
  loaded: Loaded,
  connection: PostizConnection,
  draft: { draftAt: Date; draftId?: string },
): Promise<RemoteState> =>
  tryAgain(
    () =>
      remoteCall({
        db: loaded.db,
        row: loaded.row,
        action: 'look',
        call: () =>
          postizChannel.look({
            connection,
            channel: loaded.facts,
            reference: String(loaded.row.id),
            ...draft,
          }),
      }),
    (found) => found.kind === 'unreachable' && !isTimeout(found),
  )

const judge = (found: RemoteState, draftAt: Date): OldDraft => {
  switch (found.kind) {
    case 'absent':
      return { kind: 'absent' }
    case 'draft':
      return { kind: 'draft', draftId: found.draftId, draftAt }
    case 'unreachable': {
      const { code, message, retryAfterMs, answer } = found
      return { kind: 'retry', code, message, retryAfterMs, answer }
    }
    default:
      return { kind: 'gone_ahead', found }
  }
}

/** What stands under the instant of a draft whose id never arrived. */
export const findOldDraft = async (
  loaded: Loaded,
  connection: PostizConnection,
): Promise<OldDraft> => {
  const { draft_at: draftAt, draft_id: draftId } = loaded.row
  if (!draftAt) return { kind: 'absent' }
  const found = await lookAt(loaded, connection, { draftAt, draftId: draftId ?? undefined })
  return judge(found, draftAt)
}

/**
 * True for what somebody else has switched on in Postiz, and whose time has come: the platform may be getting it this
 * moment, and to set it back would no longer keep it from going live. What we have fired ourselves was followed to its
 * end, before anybody could want it sent again.
 */
const isGoing = (old: OldDraft, { row }: Loaded, now: Date): boolean =>
  old.kind === 'gone_ahead' &&
  old.found.kind === 'pending' &&
  row.executed_at === null &&
  row.draft_at !== null &&
  row.draft_at <= now

/**
 * Takes away a draft that must not be used any more. One that cannot be taken away harms nobody as long as it is a
 * draft, or an error of Postiz that is not live: only its own id would fire it.
 */
export const sweepOldDraft = async (
  loaded: Loaded,
  connection: PostizConnection,
  now: Date,
): Promise<OldDraft> => {
  const { db, facts, row } = loaded
  const { draft_at: draftAt } = row
  if (!draftAt) return { kind: 'absent' }
  const before = await findOldDraft(loaded, connection)
  if (before.kind === 'absent' || before.kind === 'retry') return before
  const draftId = row.draft_id ?? (before.kind === 'draft' ? before.draftId : undefined)
  if (!draftId || isGoing(before, loaded, now)) return before
  const taken = await remoteCall({
    db,
    row,
    action: 'withdraw',
    call: () => postizChannel.withdraw({ connection, draftId, channel: facts, draftAt }),
  })
  if (taken.kind === 'gone') return { kind: 'absent' }
  const found = await lookAt(loaded, connection, { draftAt, draftId })
  const isHarmless = found.kind === 'draft' || (found.kind === 'error' && !found.isLive)
  return isHarmless ? { kind: 'absent' } : judge(found, draftAt)
}
