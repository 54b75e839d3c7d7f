import type { Payload } from 'payload'
import type { RemoteState } from '../channels/adapter.ts'
import { postizChannel } from '../channels/postiz/index.ts'
import { dispatchDue } from '../dispatch/dispatchDue.ts'
import { type ID, sql } from '../model/database.ts'
import { after, patience } from '../model/deadlines.ts'
import { reasons } from '../model/reasons.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { type Loaded, loadDelivery } from './loadDelivery.ts'
import { remoteCall } from './remoteCall.ts'
import { type Move, settle } from './settle.ts'

type Args = { payload: Payload; tenant: ID; id: ID; now: () => Date }

/** The pause between two looks, in milliseconds: from 1 s, growing, at most a minute. */
export const pauseMs = (checks: number): number => Math.min(1_000 * 1.5 ** checks, 60_000)

/** An error that Postiz reports may still turn into a publication while it tries by itself; this long it is watched. */
const errorSettlesMs = 120_000

/** Asks Postiz what became of a delivery that it took. */
export const confirmDelivery = async (args: Args): Promise<void> => {
  const loaded = await loadDelivery({ ...args, states: ['submitted'] })
  if (!loaded) return
  const { row, connection } = loaded
  if (!connection || !row.draft_at) {
    await lookAgain(
      loaded,
      args.now(),
      'Postiz is not connected, so we cannot ask what became of it.',
    )
    return
  }
  const found = await look(loaded)
  const move = judgeConfirmation(found, row, args.now())
  if (move) await settle({ payload: args.payload, row, now: args.now(), move })
  else await lookAgain(loaded, args.now())
}

export const look = (loaded: Loaded): Promise<RemoteState> => {
  const { row, connection, facts, db } = loaded
  const draftAt = row.draft_at
  if (!connection || !draftAt) throw new Error('A delivery without a draft cannot be looked for.')
  const call = () =>
    postizChannel.look({
      connection,
      channel: facts,
      draftAt,
      draftId: row.draft_id ?? undefined,
    })
  // Further looks of the same question leave no receipt each; what they find is on the row and in its events.
  return row.checks === 0 ? remoteCall({ db, row, action: 'look', call }) : call()
}

/** Keeps the state, counts the look and sets the next one. */
export const lookAgain = async (loaded: Loaded, now: Date, message?: string): Promise<void> => {
  const { db, row, payload } = loaded
  const wakeAt = after(now, pauseMs(row.checks))
  await db.execute(sql`
    update postyard_deliveries
    set checks = checks + 1, wake_at = ${wakeAt.toISOString()}, updated_at = clock_timestamp(),
        reason = coalesce(${message ?? null}, reason)
    where id = ${row.id} and tenant_id = ${row.tenant_id} and state::text = ${row.state} and fence = ${row.fence}`)
  await dispatchDue({ payload, now, ids: [row.id], until: after(now, 65_000) })
}

/** What a confirmed delivery becomes; undefined where it is still open. */
const judgeConfirmation = (found: RemoteState, row: DeliveryRow, now: Date): Move | undefined => {
  switch (found.kind) {
    case 'published':
      return publishedMove(found)
    case 'error': {
      if (found.isLive) return liveErrorMove(found)
      const age = now.getTime() - (row.executed_at ?? now).getTime()
      if (isCertain(found.code)) {
        return { to: 'failed', reason: { code: found.code, message: found.message } }
      }
      if (age < errorSettlesMs) return undefined
      return unclearErrorMove(found, now)
    }
    case 'absent':
      return {
        to: 'unknown',
        reason: {
          ...reasons.needsPerson,
          message: `It was deleted in Postiz while it was being published. ${reasons.needsPerson.message}`,
        },
        set: { wakeAt: null, deadlineAt: after(now, patience.person) },
      }
    case 'draft':
      return {
        to: 'unknown',
        reason: {
          ...reasons.needsPerson,
          message: `Somebody turned it back into a draft in Postiz. ${reasons.needsPerson.message}`,
        },
        set: { wakeAt: null, deadlineAt: after(now, patience.person) },
      }
    default:
      return undefined
  }
}

/** Errors after which nothing can have gone out, because Postiz stops before it calls the platform. */
const certainErrors = new Set(['CHANNEL_DISABLED', 'CHANNEL_UNAUTHORISED', 'CONTENT_REFUSED'])

export const isCertain = (code: string): boolean => certainErrors.has(code)

export const publishedMove = (found: Extract<RemoteState, { kind: 'published' }>): Move => ({
  to: 'published',
  reason: reasons.published,
  set: { externalId: found.externalId ?? null, externalUrl: found.externalUrl ?? null },
})

export const liveErrorMove = (found: Extract<RemoteState, { kind: 'error' }>): Move => ({
  to: 'published',
  reason: {
    code: 'PUBLISHED_WITH_WARNING',
    message: `Is live, but Postiz reports an error: ${found.message}`,
  },
  set: { externalUrl: found.externalUrl ?? null },
})

/** An error of which nobody knows whether it came before or after the publication. */
export const unclearErrorMove = (
  found: Extract<RemoteState, { kind: 'error' }>,
  now: Date,
): Move => ({
  to: 'unknown',
  reason: {
    code: reasons.needsPerson.code,
    message: `Postiz reports: ${found.message} ${reasons.needsPerson.message}`,
  },
  set: { wakeAt: null, deadlineAt: after(now, patience.person) },
})
