import { type PostizConnection, postizChannel } from '../../channels/postiz/index.ts'
import { readDelivery } from '../../model/claimDelivery.ts'
import { sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import type { Loaded } from '../loadDelivery.ts'
import { remoteCall } from '../remoteCall.ts'
import type { OldDraft } from '../stage/oldDraft.ts'

/** How far the instant of a post may lie outside the time in doubt, in milliseconds. */
const aroundMs = 2 * 60_000

const forget = async (
  { db, row }: Loaded,
  draft: { draftId: string; draftAt: Date } | undefined,
): Promise<boolean> => {
  const { rowCount } = await db.execute(sql`
    update postyard_deliveries
    set doubtful_since = null, doubtful_until = null
      ${
        draft
          ? sql`, draft_state = 'staged', draft_id = ${draft.draftId}, draft_at = ${draft.draftAt.toISOString()}`
          : sql``
      }
    where id = ${row.id} and tenant_id = ${row.tenant_id} and fence = ${row.fence}
      and state::text = ${row.state}`)
  return rowCount === 1
}

/** True where something is known to have been lost about this delivery, so that it may be live already. */
export const isDoubtful = (row: DeliveryRow): boolean =>
  row.doubtful_since !== null && row.doubtful_until !== null

/**
 * Looks at Postiz for what became of a delivery in a time of which the database knows nothing any more. What is found
 * is taken for its draft, and goes the way of any draft from there: one that is live already is never sent again.
 */
export const resolveDoubt = async (
  loaded: Loaded,
  connection: PostizConnection,
): Promise<
  { kind: 'resolved'; row: DeliveryRow } | Extract<OldDraft, { kind: 'retry' | 'gone_ahead' }>
> => {
  const { db, facts, row } = loaded
  const { doubtful_since: since, doubtful_until: until } = row
  if (!since || !until) return { kind: 'resolved', row }
  let draftAt: Date | undefined
  const found = await remoteCall({
    db,
    row,
    action: 'look',
    call: async () => {
      const answer = await postizChannel.findByReference({
        connection,
        channel: facts,
        reference: String(row.id),
        from: after(since, -aroundMs),
        to: after(until, aroundMs),
      })
      draftAt = answer.draftAt
      return answer.found
    },
  })
  if (found.kind === 'unreachable') {
    const { code, message, retryAfterMs, answer } = found
    return { kind: 'retry', code, message, retryAfterMs, answer }
  }
  const draft =
    found.kind === 'absent' || !draftAt ? undefined : { draftId: found.draftId, draftAt }
  const isOurs = await forget(loaded, draft)
  const latest = await readDelivery({ db, tenant: row.tenant_id, id: row.id })
  if (!isOurs || !latest) {
    return {
      kind: 'retry',
      code: 'STAGED_ELSEWHERE',
      message: 'Another worker is preparing it.',
      answer: {},
    }
  }
  if (found.kind === 'absent' || found.kind === 'draft') return { kind: 'resolved', row: latest }
  return { kind: 'gone_ahead', found }
}
