import type { Outcome, RemoteState } from '../channels/adapter.ts'
import { type PostizConnection, postizChannel } from '../channels/postiz/index.ts'
import { readDelivery } from '../model/claimDelivery.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { extendLease } from './extendLease.ts'
import { fileInstant, fitsItsTime, keepDraft } from './fileDraft.ts'
import type { Loaded } from './loadDelivery.ts'
import { findOldDraft, type OldDraft, sweepOldDraft } from './oldDraft.ts'
import { remoteCall } from './remoteCall.ts'
import { isDoubtful, resolveDoubt } from './resolveDoubt.ts'
import { isTimeout, tryAgain } from './tryAgain.ts'

export type Staged = { kind: 'staged'; draftId: string; draftAt: Date }

/** How staging ended. `gone_ahead`: what was staged earlier is not a draft any more. */
export type StagingResult =
  | Staged
  | { kind: 'gone_ahead'; found: RemoteState }
  | Extract<Outcome, { kind: 'retry' | 'failed' }>

const lost: Extract<Outcome, { kind: 'retry' }> = {
  kind: 'retry',
  code: 'STAGED_ELSEWHERE',
  message: 'Another worker is preparing it.',
  answer: {},
}

/**
 * Makes sure that the delivery has a draft at Postiz: the one it has, one that is found again, or a new one.
 * Nothing is published by this, so a doubled draft does no harm and a failure of the moment is tried again at once.
 */
export const stageDelivery = (
  loaded: Loaded,
  connection: PostizConnection,
  now: Date,
): Promise<StagingResult> =>
  tryAgain<StagingResult & { retryAfterMs?: number }>(
    async (attempt) => {
      const row = attempt === 1 ? loaded.row : await reread(loaded)
      return stageOnce({ ...loaded, row }, connection, now)
    },
    (one) => one.kind === 'retry' && one.code !== lost.code && !isTimeout(one),
  )

/** The row as the last try left it, so that the instant under which it filed its draft is known. */
const reread = async ({ db, row }: Loaded): Promise<DeliveryRow> => {
  const latest = await readDelivery({ db, tenant: row.tenant_id, id: row.id })
  return latest && latest.fence === row.fence && latest.state === row.state ? latest : row
}

/** The draft that the row has already: one to use, one to get out of the way, or none. */
const earlierDraft = async (
  loaded: Loaded,
  connection: PostizConnection,
  now: Date,
): Promise<OldDraft> => {
  const { row } = loaded
  if (row.draft_state === 'none' || !row.draft_at) return { kind: 'absent' }
  if (row.draft_state === 'dirty' || !fitsItsTime(row, row.draft_at, now)) {
    return sweepOldDraft(loaded, connection)
  }
  if (row.draft_state === 'staged' && row.draft_id) {
    return { kind: 'draft', draftId: row.draft_id, draftAt: row.draft_at }
  }
  return findOldDraft(loaded, connection)
}

const stageOnce = async (
  loaded: Loaded,
  connection: PostizConnection,
  now: Date,
): Promise<StagingResult> => {
  if (isDoubtful(loaded.row)) {
    const doubt = await resolveDoubt(loaded, connection)
    return doubt.kind === 'resolved'
      ? stageOnce({ ...loaded, row: doubt.row }, connection, now)
      : doubt
  }
  const { row } = loaded
  const earlier = await earlierDraft(loaded, connection, now)
  if (earlier.kind === 'gone_ahead' || earlier.kind === 'retry') return earlier
  if (earlier.kind === 'draft') {
    const { draftId, draftAt } = earlier
    const isKnown = row.draft_state === 'staged' || (await keepDraft(loaded, earlier))
    return isKnown ? { kind: 'staged', draftId, draftAt } : lost
  }
  const content = await loaded.content()
  if (!(await extendLease(loaded, content))) return lost
  const draftAt = await fileInstant(loaded, now)
  if (!draftAt) return lost
  const staged = await remoteCall({
    db: loaded.db,
    row,
    action: 'stage',
    call: () =>
      postizChannel.stage({
        connection,
        channel: loaded.facts,
        content,
        draftAt,
        reference: String(row.id),
      }),
  })
  if (staged.kind === 'staged') {
    const draft: Staged = { kind: 'staged', draftId: staged.draftId, draftAt }
    return (await keepDraft(loaded, draft)) ? draft : lost
  }
  // A staging whose answer is lost has no effect: the instant is on the row, and the next attempt looks under it.
  if (staged.kind === 'unknown') return { ...staged, kind: 'retry' }
  return staged
}
