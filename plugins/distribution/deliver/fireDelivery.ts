import type { Payload } from 'payload'
import type { Outcome, RemoteState } from '../channels/adapter.ts'
import { type PostizConnection, postizChannel } from '../channels/postiz/index.ts'
import { system } from '../model/changeState.ts'
import { claimDelivery } from '../model/claimDelivery.ts'
import { type ID, inTransaction } from '../model/database.ts'
import { patience } from '../model/deadlines.ts'
import { reasons } from '../model/reasons.ts'
import { closeReceipt } from '../model/receipts.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { type Loaded, loadDelivery } from './loadDelivery.ts'
import { isMediaGone } from './readContent.ts'
import { nextMove } from './nextMove.ts'
import { hold, obstacle } from './obstacle.ts'
import { closingOf, openCall, remoteCall } from './remoteCall.ts'
import { settle } from './settle.ts'
import { type Staged, stageDelivery } from './stageDelivery.ts'

type Args = { payload: Payload; tenant: ID; id: ID; now: () => Date; random: () => number }

/**
 * One attempt of a delivery through Postiz: takes the row, makes sure of its draft, reads the draft's state, and
 * switches it on. Of any number of jobs for one delivery, one gets past the taking of the row; the receipt of the
 * one call with an effect is open before it is made.
 */
export const fireDelivery = async (args: Args): Promise<void> => {
  const { payload } = args
  const loaded = await loadDelivery(args)
  if (loaded?.row.state !== 'queued') return
  const blocked = obstacle(loaded, args.now())
  if (blocked) {
    await hold(loaded, args.now(), blocked)
    return
  }
  const row = await inTransaction({ payload }, ({ db }) =>
    claimDelivery({
      db,
      tenant: args.tenant,
      id: args.id,
      leaseMs: patience.lease,
      now: args.now(),
      reason: reasons.publishing,
      actor: system,
    }),
  )
  if (!row || !loaded.connection) return
  await attempt({ ...loaded, row }, loaded.connection, args)
}

const attempt = async (
  loaded: Loaded,
  connection: PostizConnection,
  args: Args,
): Promise<void> => {
  const end = (outcome: Outcome, row: DeliveryRow = loaded.row) =>
    settle({
      payload: loaded.payload,
      row,
      now: args.now(),
      move: nextMove({ row, outcome, now: args.now(), random: args.random() }),
    })
  let staged: Awaited<ReturnType<typeof stageDelivery>>
  try {
    staged = await stageDelivery(loaded, connection, args.now())
  } catch (error) {
    if (!isMediaGone(error)) throw error
    await end({ kind: 'failed', code: error.code, message: error.message, answer: {} })
    return
  }
  if ('kind' in staged) {
    await end(staged)
    return
  }
  const { draftAt } = staged
  const found = await remoteCall({
    db: loaded.db,
    row: loaded.row,
    action: 'look',
    call: () => postizChannel.look({ connection, channel: loaded.facts, draftAt }),
  })
  const seen = judgeDraft(found, staged)
  if (seen) {
    await end(seen)
    return
  }
  const receipt = await openCall({ db: loaded.db, row: loaded.row, action: 'fire' })
  const outcome = await postizChannel.fire({ connection, draftId: staged.draftId })
  const { row } = loaded
  await settle({
    payload: loaded.payload,
    row,
    now: args.now(),
    move: nextMove({ row, outcome, now: args.now(), random: args.random() }),
    also: (db) =>
      closeReceipt({ db, tenant: row.tenant_id, id: receipt, ...closingOf(outcome) }),
  })
}

/** What a look just before firing says; undefined where the draft is there and may be fired. */
const judgeDraft = (found: RemoteState, staged: Staged): Outcome | undefined => {
  switch (found.kind) {
    case 'draft':
      return found.draftId === staged.draftId
        ? undefined
        : { kind: 'restage', code: 'DRAFT_REPLACED', message: 'The draft at Postiz is another one.', answer: found.answer }
    case 'pending':
    case 'error':
      // A person switched it on in Postiz: it is followed to its end, never fired a second time.
      return { kind: 'submitted', answer: found.answer }
    case 'published':
      return {
        kind: 'published',
        externalId: found.externalId,
        externalUrl: found.externalUrl,
        warning: 'Was published in Postiz before its time, not by us.',
        answer: found.answer,
      }
    case 'absent':
      return {
        kind: 'restage',
        code: 'DRAFT_GONE',
        message: 'Its draft was deleted in Postiz; it is made anew.',
        answer: found.answer,
      }
    case 'unreachable':
      return {
        kind: 'retry',
        code: found.code,
        message: found.message,
        retryAfterMs: found.retryAfterMs,
        answer: found.answer,
      }
  }
}
