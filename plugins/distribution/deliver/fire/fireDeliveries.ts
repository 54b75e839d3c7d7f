import { setTimeout as sleep } from 'node:timers/promises'
import type { Payload } from 'payload'
import type { Outcome, RemoteState } from '../../channels/adapter.ts'
import { type PostizConnection, postizChannel } from '../../channels/postiz/index.ts'
import { noticeRestore } from '../../dispatch/noticeRestore.ts'
import { takeTurns } from '../../dispatch/takeTurns.ts'
import { system } from '../../model/changeState.ts'
import { claimDeliveries } from '../../model/claimDelivery.ts'
import { type ID, poolOf, sql } from '../../model/database.ts'
import { fireAt, patience } from '../../model/deadlines.ts'
import { reasons } from '../../model/reasons.ts'
import { judgeDue } from '../brake/judgeDue.ts'
import { gather } from '../gather.ts'
import { type Loaded, loadDeliveries } from '../loadDelivery.ts'
import { closingOf } from '../remoteCall.ts'
import { type Settlement, settleTogether } from '../settle.ts'
import { noteAnswer, noteSilence, silentObstacle } from '../silence.ts'
import { isTimeout } from '../tryAgain.ts'
import { beginFiring, type Ready } from './beginFiring.ts'
import { readCapObstacles } from './capObstacle.ts'
import { lookBeforeFiring } from './lookBeforeFiring.ts'
import { nextMove } from './nextMove.ts'
import { dueUntil, holdTogether, isEarly } from './obstacle.ts'
import { prepareDrafts, standingDraft } from './prepareDrafts.ts'
import { startApart } from './startApart.ts'

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
  const isFull = await readCapObstacles({ loaded: due, now })
  const judged = await judgeDue({
    due,
    others: (one) => isFull(one) ?? silentObstacle(one, now),
    now,
  })
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
  const looked = lookBeforeFiring({
    connection,
    drafts: ready.flatMap((loaded) => {
      const draft = standingDraft(loaded.row, now)
      return draft ? { loaded, draft } : []
    }),
    now: args.now,
  })
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
    return row ? { read: loaded.row, loaded: { ...loaded, row } } : []
  })
  const attempted = await readEdited({ payload, tenant, own })
  await attemptAll(attempted, connection, looked, args)
}

/**
 * What was edited between the reading and the taking of its row is read again with all that it is sent with. From the
 * taking on no edit reaches it, so it goes out as it was either before or after, never half.
 */
const readEdited = async (args: {
  payload: Payload
  tenant: ID
  own: { read: Loaded['row']; loaded: Loaded }[]
}): Promise<Loaded[]> => {
  const { payload, tenant, own } = args
  const edited = own.filter(
    ({ read, loaded }) => read.content_version !== loaded.row.content_version,
  )
  if (edited.length === 0) return own.map(({ loaded }) => loaded)
  const which = sql`d.id = any(${sql.param(edited.map(({ read }) => read.id))})`
  const anew = await loadDeliveries({ payload, tenant, states: ['publishing'], which })
  const byId = new Map(anew.map((loaded) => [String(loaded.row.id), loaded]))
  return own.map(({ loaded }) => byId.get(String(loaded.row.id)) ?? loaded)
}

/** Two deliveries of one job begin at least so far apart, in milliseconds. */
const apartMs = 2

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
  const takeTurn = startApart(apartMs)
  const drafts = prepareDrafts({ due: own, connection, now: args.now })

  const end = async (loaded: Loaded, outcome: Outcome, receipt?: ID): Promise<void> => {
    const { row, tenant: owner } = loaded
    const { graceMinutes, timezone } = owner
    const now = args.now()
    const move = nextMove({ row, outcome, graceMinutes, timezone, now, random: args.random() })
    const closing = receipt === undefined ? undefined : { id: receipt, ...closingOf(outcome) }
    const error = await settle({ row, move, receipt: closing })
    if (error) throw error
  }

  const attempt = async (loaded: Loaded, index: number): Promise<void> => {
    const prepared = (await drafts[index]) as Awaited<(typeof drafts)[number]>
    if (prepared.kind !== 'staged') return end(loaded, prepared)
    const isStanding = prepared.draftId === loaded.row.draft_id
    const seen = isStanding ? (await looked).get(String(loaded.row.id)) : undefined
    const begun = await begin({ loaded, draft: prepared, seen })
    if (begun.kind === 'lost') return
    if (begun.kind === 'seen') return end(loaded, begun.outcome)
    const { until } = begun
    const { draftId } = prepared
    const outcome = await fireInTime({ loaded, connection, draftId, until, takeTurn }, args)
    return end(loaded, outcome, begun.receipt)
  }

  const ends = await Promise.allSettled(own.map(attempt))
  const failed = ends.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
}

/** Fires a draft at its moment; not at all where so much time has passed that its answer could come after the lease. */
const fireInTime = async (
  firing: {
    loaded: Loaded
    connection: PostizConnection
    draftId: string
    until: Date
    takeTurn: () => Promise<void>
  },
  { now, signal }: Args,
): Promise<Outcome> => {
  const { loaded, connection, draftId, until } = firing
  const { row, settings } = loaded
  const earlyMs = fireAt(row).getTime() - now().getTime()
  if (earlyMs > 0) await sleep(earlyMs)
  await firing.takeTurn()
  const leftMs = until.getTime() - now().getTime()
  if (leftMs < settings.postizTimeoutMs || signal?.aborted) {
    const message = 'The worker was held up before anything was sent.'
    return { kind: 'retry', code: 'INTERRUPTED', message, answer: {} }
  }
  const begunAt = now()
  const outcome = await postizChannel.fire({ connection, draftId })
  const note = isTimeout(outcome) ? noteSilence : noteAnswer
  note(loaded, { begunAt, now: now() })
  return outcome
}
