import { randomInt } from 'node:crypto'
import type { Outcome } from '../channels/adapter.ts'
import { type PostizConnection, postizChannel } from '../channels/postiz/index.ts'
import { sql } from '../model/database.ts'
import { fireAt } from '../model/deadlines.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { Loaded } from './loadDelivery.ts'
import { remoteCall } from './remoteCall.ts'

export type Staged = { draftId: string; draftAt: Date }

/**
 * The instant under which a draft is filed: the delivery's second with a millisecond by chance, so that it is alone
 * under its integration. Never in the past by more than some seconds, since newer versions of Postiz refuse that.
 */
const chooseInstant = (row: DeliveryRow, now: Date): Date => {
  const base = Math.max(fireAt(row).getTime(), now.getTime())
  return new Date(Math.floor(base / 1000) * 1000 + randomInt(1000))
}

/** Files the instant before the request is sent, so that a draft whose id never arrives can be found again. */
const fileInstant = async (loaded: Loaded, draftAt: Date): Promise<boolean> => {
  const { db, row } = loaded
  const { rowCount } = await db.execute(sql`
    update postyard_deliveries
    set draft_state = 'staging', draft_at = ${draftAt.toISOString()}, draft_id = null
    where id = ${row.id} and tenant_id = ${row.tenant_id} and state::text = ${row.state} and fence = ${row.fence}
      and draft_state::text = ${row.draft_state}`)
  return rowCount === 1
}

const keepDraft = async (loaded: Loaded, staged: Staged): Promise<boolean> => {
  const { db, row } = loaded
  const { rowCount } = await db.execute(sql`
    update postyard_deliveries
    set draft_state = 'staged', draft_id = ${staged.draftId}
    where id = ${row.id} and tenant_id = ${row.tenant_id} and fence = ${row.fence}
      and draft_state = 'staging' and draft_at = ${staged.draftAt.toISOString()}`)
  return rowCount === 1
}

/** A draft that was filed before and whose id never arrived: found at Postiz, or certainly not there. */
const adopt = async (
  loaded: Loaded,
  connection: PostizConnection,
): Promise<Staged | 'absent' | Extract<Outcome, { kind: 'retry' }>> => {
  const draftAt = loaded.row.draft_at
  if (!draftAt) return 'absent'
  const found = await remoteCall({
    db: loaded.db,
    row: loaded.row,
    action: 'look',
    call: () => postizChannel.look({ connection, channel: loaded.facts, draftAt }),
  })
  switch (found.kind) {
    case 'draft':
      return (await keepDraft(loaded, { draftId: found.draftId, draftAt }))
        ? { draftId: found.draftId, draftAt }
        : 'absent'
    case 'unreachable':
      return { kind: 'retry', code: found.code, message: found.message, retryAfterMs: found.retryAfterMs, answer: found.answer }
    default:
      return 'absent'
  }
}

/** Takes away a draft that must not be used any more. One that can't be taken away harms nobody: only its id would fire it. */
const sweepDraft = async (loaded: Loaded, connection: PostizConnection): Promise<void> => {
  const { row, db, facts } = loaded
  const { draft_id: draftId, draft_at: draftAt } = row
  if (!draftId || !draftAt) return
  await remoteCall({
    db,
    row,
    action: 'withdraw',
    call: () => postizChannel.withdraw({ connection, draftId, channel: facts, draftAt }),
  })
}

/**
 * Makes sure that the delivery has a draft at Postiz: the one it has, one that is found again, or a new one.
 * Nothing is published by this, so a doubled draft does no harm and every failure may be tried again.
 */
export const stageDelivery = async (
  loaded: Loaded,
  connection: PostizConnection,
  now: Date,
): Promise<Staged | Extract<Outcome, { kind: 'retry' | 'failed' }>> => {
  const { row } = loaded
  if (row.draft_state === 'staged' && row.draft_id && row.draft_at) {
    return { draftId: row.draft_id, draftAt: row.draft_at }
  }
  if (row.draft_state === 'staging') {
    const found = await adopt(loaded, connection)
    if (found !== 'absent') return found
  }
  if (row.draft_state === 'dirty') await sweepDraft(loaded, connection)

  const content = await loaded.content()
  const draftAt = chooseInstant(row, now)
  const lost: Extract<Outcome, { kind: 'retry' }> = {
    kind: 'retry',
    code: 'STAGED_ELSEWHERE',
    message: 'Another worker is preparing it.',
    answer: {},
  }
  if (!(await fileInstant(loaded, draftAt))) return lost
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
    const draft = { draftId: staged.draftId, draftAt }
    return (await keepDraft(loaded, draft)) ? draft : lost
  }
  // A staging whose answer is lost has no effect: the instant is on the row, and the next attempt looks under it.
  if (staged.kind === 'unknown') return { ...staged, kind: 'retry' }
  return staged
}
