import { randomInt } from 'node:crypto'
import type { Outcome, RemoteState } from '../channels/adapter.ts'
import { type PostizConnection, postizChannel } from '../channels/postiz/index.ts'
import { readDelivery } from '../model/claimDelivery.ts'
import { sql } from '../model/database.ts'
import { fireAt } from '../model/deadlines.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { Loaded } from './loadDelivery.ts'
import { remoteCall } from './remoteCall.ts'
import { tryAgain } from './tryAgain.ts'

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

/** How many drafts of one channel may stand within one second, at least. */
const secondMs = 1_000

/**
 * The instant under which a draft is filed: just before the delivery's time, so that Postiz does not wait when it is
 * switched on, by a number of milliseconds that makes it the only one of its channel. A delivery that is late gets
 * one just before now, since newer versions of Postiz refuse a date that is a minute past.
 */
const chooseInstant = (row: DeliveryRow, now: Date, spreadMs: number): Date =>
  new Date(Math.max(fireAt(row).getTime(), now.getTime()) - 1 - randomInt(spreadMs))

/** Files the instant before the request is sent, so that a draft whose id never arrives can be found again. */
const fileInstant = async (loaded: Loaded, now: Date): Promise<Date | undefined> => {
  const { db, row } = loaded
  for (let attempt = 1; ; attempt += 1) {
    const draftAt = chooseInstant(row, now, secondMs * attempt)
    try {
      const { rowCount } = await db.execute(sql`
        update postyard_deliveries
        set draft_state = 'staging', draft_at = ${draftAt.toISOString()}, draft_id = null
        where id = ${row.id} and tenant_id = ${row.tenant_id} and state::text = ${row.state} and fence = ${row.fence}
          and draft_state::text = ${row.draft_state}`)
      return rowCount === 1 ? draftAt : undefined
    } catch (error) {
      // Another draft of this channel has that millisecond.
      if (!isTaken(error) || attempt === 20) throw error
    }
  }
}

const isTaken = (error: unknown): boolean => {
  const { code } = (error instanceof Error && error.cause ? error.cause : error) as {
    code?: unknown
  }
  return code === '23505'
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

/** Reads the draft that is filed under an instant, with its receipt. */
export const lookAt = (
  loaded: Loaded,
  connection: PostizConnection,
  draftAt: Date,
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
            draftAt,
            draftId: loaded.row.draft_id ?? undefined,
          }),
      }),
    (found) => found.kind === 'unreachable',
  )

/** What stands under the instant of a draft whose id never arrived. */
const adopt = async (
  loaded: Loaded,
  connection: PostizConnection,
): Promise<StagingResult | 'absent'> => {
  const draftAt = loaded.row.draft_at
  if (!draftAt) return 'absent'
  const found = await lookAt(loaded, connection, draftAt)
  switch (found.kind) {
    case 'absent':
      return 'absent'
    case 'unreachable':
      return {
        kind: 'retry',
        code: found.code,
        message: found.message,
        retryAfterMs: found.retryAfterMs,
        answer: found.answer,
      }
    case 'draft': {
      const draft: Staged = { kind: 'staged', draftId: found.draftId, draftAt }
      return (await keepDraft(loaded, draft)) ? draft : lost
    }
    default:
      // Somebody switched it on in Postiz: a new draft would be a second publication.
      return { kind: 'gone_ahead', found }
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
    (one) => one.kind === 'retry' && one.code !== lost.code,
  )

/** The row as the last try left it, so that the instant under which it filed its draft is known. */
const reread = async ({ db, row }: Loaded): Promise<DeliveryRow> => {
  const latest = await readDelivery({ db, tenant: row.tenant_id, id: row.id })
  return latest && latest.fence === row.fence && latest.state === row.state ? latest : row
}

const stageOnce = async (
  loaded: Loaded,
  connection: PostizConnection,
  now: Date,
): Promise<StagingResult> => {
  const { row } = loaded
  if (row.draft_state === 'staged' && row.draft_id && row.draft_at) {
    return { kind: 'staged', draftId: row.draft_id, draftAt: row.draft_at }
  }
  if (row.draft_state === 'staging') {
    const found = await adopt(loaded, connection)
    if (found !== 'absent') return found
  }
  if (row.draft_state === 'dirty') await sweepDraft(loaded, connection)

  const content = await loaded.content()
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
