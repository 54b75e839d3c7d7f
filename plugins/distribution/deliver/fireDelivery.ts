import type { Payload } from 'payload'
import type { Outcome, RemoteState } from '../channels/adapter.ts'
import { type PostizConnection, postizChannel } from '../channels/postiz/index.ts'
import { beginEffect } from '../model/beginEffect.ts'
import { system } from '../model/changeState.ts'
import { claimDelivery } from '../model/claimDelivery.ts'
import { type ID, inTransaction } from '../model/database.ts'
import { patience } from '../model/deadlines.ts'
import { reasons } from '../model/reasons.ts'
import { closeReceipt } from '../model/receipts.ts'
import type { DeliveryRow } from '../model/rows.ts'
import { type Loaded, loadDelivery } from './loadDelivery.ts'
import { nextMove } from './nextMove.ts'
import { hold, isEarly, obstacle } from './obstacle.ts'
import { lookAt } from './oldDraft.ts'
import { isMediaGone } from './readContent.ts'
import { closingOf } from './remoteCall.ts'
import { settle } from './settle.ts'
import { type StagingResult, stageDelivery } from './stageDelivery.ts'
import { workerName } from './workerName.ts'

type Args = { payload: Payload; tenant: ID; id: ID; now: () => Date; random: () => number }

/**
 * One attempt of a delivery through Postiz: takes the row, makes sure of its draft, reads the draft's state, and
 * switches it on. Of any number of jobs for one delivery, one gets past the taking of the row; the receipt of the
 * one call with an effect is open before it is made.
 */
export const fireDelivery = async (args: Args): Promise<void> => {
  const { payload } = args
  const loaded = await loadDelivery({ ...args, states: ['queued'] })
  if (!loaded || isEarly(loaded.row, args.now())) return
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

const attempt = async (loaded: Loaded, connection: PostizConnection, args: Args): Promise<void> => {
  const end = (outcome: Outcome, row: DeliveryRow = loaded.row) =>
    settle({
      payload: loaded.payload,
      row,
      now: args.now(),
      move: nextMove({ row, outcome, now: args.now(), random: args.random() }),
    })
  let staged: StagingResult
  try {
    staged = await stageDelivery(loaded, connection, args.now())
  } catch (error) {
    if (!isMediaGone(error)) throw error
    await end({ kind: 'failed', code: error.code, message: error.message, answer: {} })
    return
  }
  if (staged.kind === 'retry' || staged.kind === 'failed') {
    await end(staged)
    return
  }
  if (staged.kind === 'gone_ahead') {
    await end(judgeFound(staged.found))
    return
  }
  const { draftId, draftAt } = staged
  const found = await lookAt(loaded, connection, { draftAt, draftId })
  const seen = found.kind === 'draft' && found.draftId === draftId ? undefined : judgeFound(found)
  if (seen) {
    await end(seen)
    return
  }
  const receipt = await beginEffect({
    payload: loaded.payload,
    row: loaded.row,
    by: workerName(),
    now: args.now(),
    callMs: loaded.settings.postizTimeoutMs + 20_000,
  })
  if (receipt === undefined) return
  const outcome = await postizChannel.fire({ connection, draftId })
  const { row } = loaded
  await settle({
    payload: loaded.payload,
    row,
    now: args.now(),
    move: nextMove({ row, outcome, now: args.now(), random: args.random() }),
    also: (db) => closeReceipt({ db, tenant: row.tenant_id, id: receipt, ...closingOf(outcome) }),
  })
}

/** What a look just before firing says where it does not find the draft that is to be fired. */
const judgeFound = (found: RemoteState): Outcome => {
  const { answer } = found
  switch (found.kind) {
    case 'draft':
      return {
        kind: 'restage',
        code: 'DRAFT_REPLACED',
        message: 'The draft at Postiz is another one.',
        answer,
      }
    case 'pending':
    case 'error':
      // A person switched it on in Postiz: it is followed to its end, never fired a second time.
      return { kind: 'submitted', answer }
    case 'published':
      return {
        kind: 'published',
        externalId: found.externalId,
        externalUrl: found.externalUrl,
        warning: 'Was published in Postiz before its time, not by us.',
        answer,
      }
    case 'absent':
      return {
        kind: 'restage',
        code: 'DRAFT_GONE',
        message: 'Its draft was deleted in Postiz; it is made anew.',
        answer,
      }
    case 'unreachable': {
      const { code, message, retryAfterMs } = found
      return { kind: 'retry', code, message, retryAfterMs, answer }
    }
  }
}
