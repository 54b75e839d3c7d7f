import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import type { Outcome, RemoteState } from '../channels/adapter.ts'
import { type PostizConnection, postizChannel } from '../channels/postiz/index.ts'
import { noticeRestore } from '../dispatch/noticeRestore.ts'
import { takeTurns } from '../dispatch/takeTurns.ts'
import { system } from '../model/changeState.ts'
import { claimDeliveries } from '../model/claimDelivery.ts'
import { type ID, poolOf, sql } from '../model/database.ts'
import { fireAt, patience } from '../model/deadlines.ts'
import { reasons } from '../model/reasons.ts'
import { beginFiring, type Ready } from './beginFiring.ts'
import { gather } from './gather.ts'
import { type Loaded, loadDeliveries } from './loadDelivery.ts'
import { lookAtDrafts } from './lookAtDrafts.ts'
import { nextMove } from './nextMove.ts'
import { dueUntil, holdTogether, isEarly, obstacle } from './obstacle.ts'
import { prepareDrafts, standingDraft } from './prepareDrafts.ts'
import { closingOf } from './remoteCall.ts'
import { type Settlement, settleTogether } from './settle.ts'

type Args = {
  payload: Payload
  tenant: ID
  now: () => Date
  /** In [0, 1). */
  random: () => number
  /** Aborts when the job is somebody else's: then nothing more is begun. */
  signal?: AbortSignal
}

/** How long an outcome waits for others, in milliseconds, so that those that come close together are one transaction. */
const settlePauseMs = 15

/**
 * One attempt of each of these deliveries of a tenant through Postiz: takes the rows, makes sure of their drafts, reads
 * with one request where they stand, and switches them on side by side, each not before its own time. Of any number of
 * jobs for one delivery, one gets past the taking of the row; the receipt of the one call with an effect is open
 * before it is made. A delivery that is slow, hangs or breaks keeps no other.
 *
 * @throws the first error of those that could not be carried through; their rows are found by their deadlines
 */
export const fireDeliveries = async (args: Args & { ids: ID[] }): Promise<void> => {
  const { payload, tenant, signal } = args
  const which = sql`d.id = any(${sql.param(args.ids)})`
  const load = () => loadDeliveries({ payload, tenant, states: ['queued'], which })
  const [isInDoubt, loaded] = await Promise.all([noticeRestore({ payload }), load()])
  const queued = isInDoubt ? await load() : loaded
  const now = args.now()
  const due = queued.filter(({ row }) => !isEarly(row, now))
  const judged = due.map((loaded) => ({ loaded, held: obstacle(loaded, now) }))
  await holdTogether(
    judged.flatMap(({ loaded, held }) => (held ? { loaded, held } : [])),
    now,
  )
  const clear = judged.flatMap(({ loaded, held }) => (held ? [] : loaded))
  const isTurn = await takeTurns({ payload, tenant, rows: clear.map(({ row }) => row), now })
  const ready = clear.filter(({ row }) => isTurn(row))
  const connection = ready[0]?.connection
  if (!connection || signal?.aborted) return
  // The look takes its time: the rows are taken meanwhile.
  const looked = lookAtDrafts(
    connection,
    ready.flatMap((loaded) => {
      const draft = standingDraft(loaded.row, now)
      return draft ? { loaded, draft } : []
    }),
  )
  // Should the taking fail, nobody asks for it any more.
  looked.catch(() => {})
  const taken = await claimDeliveries({
    db: poolOf(payload),
    tenant,
    ids: ready.map(({ row }) => row.id),
    leaseMs: patience.lease,
    now,
    dueBy: dueUntil(now),
    reason: reasons.publishing,
    actor: system,
  })
  const rows = new Map(taken.map((row) => [String(row.id), row]))
  const own = ready.flatMap((loaded) => {
    const row = rows.get(String(loaded.row.id))
    return row ? { ...loaded, row } : []
  })
  await attemptAll(own, connection, looked, args)
}

/** Lets each delivery go its way, and fails only when all have come to their end. */
const attemptAll = async (
  own: Loaded[],
  connection: PostizConnection,
  looked: Promise<Map<string, RemoteState>>,
  args: Args,
) => {
  const { payload, tenant } = args
  const settle = gather<Settlement, Error | undefined>(
    (settlements) => settleTogether({ payload, tenant, now: args.now(), settlements }),
    own.length > 1 ? settlePauseMs : 0,
  )
  const begin = gather(
    (ready: Ready[]) => beginFiring({ ready, connection, now: args.now, signal: args.signal }),
    0,
  )
  const prepare = prepareDrafts({ connection, now: args.now })

  const end = async (loaded: Loaded, outcome: Outcome, receipt?: ID): Promise<void> => {
    const { row, tenant: owner } = loaded
    const { graceMinutes } = owner
    const move = nextMove({ row, outcome, graceMinutes, now: args.now(), random: args.random() })
    const closing = receipt === undefined ? undefined : { id: receipt, ...closingOf(outcome) }
    const error = await settle({ row, move, receipt: closing })
    if (error) throw error
  }

  const attempt = async (loaded: Loaded): Promise<void> => {
    const prepared = await prepare(loaded)
    if (prepared.kind !== 'staged') return end(loaded, prepared)
    const isStanding = prepared.draftId === loaded.row.draft_id
    const seen = isStanding ? (await looked).get(prepared.draftId) : undefined
    const begun = await begin({ loaded, draft: prepared, seen })
    if (begun.kind === 'lost') return
    if (begun.kind === 'seen') return end(loaded, begun.outcome)
    const outcome = await fireInTime(loaded, connection, prepared.draftId, begun.until, args)
    return end(loaded, outcome, begun.receipt)
  }

  const ends = await Promise.allSettled(own.map(attempt))
  const failed = ends.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
}

/** Fires a draft at its moment; not at all where so much time has passed that its answer could come after the lease. */
const fireInTime = async (
  { row, settings }: Loaded,
  connection: PostizConnection,
  draftId: string,
  until: Date,
  { now, signal }: Args,
): Promise<Outcome> => {
  const earlyMs = fireAt(row).getTime() - now().getTime()
  if (earlyMs > 0) await sleep(earlyMs)
  const leftMs = until.getTime() - now().getTime()
  if (leftMs < settings.postizTimeoutMs || signal?.aborted) {
    const message = 'The worker was held up before anything was sent.'
    return { kind: 'retry', code: 'INTERRUPTED', message, answer: {} }
  }
  return postizChannel.fire({ connection, draftId })
}
