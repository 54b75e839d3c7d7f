import type { Payload } from 'payload'
import type { RemoteState } from '../../channels/adapter.ts'
import { postizChannel } from '../../channels/postiz/index.ts'
import { type ID, poolOf, rows, sql } from '../../model/database.ts'
import { after, patience } from '../../model/deadlines.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { reasons } from '../../model/reasons.ts'
import { type WholeReceipt, writeReceipts } from '../../model/receipts.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import type { Move } from '../applyMoves.ts'
import { noteSuccess } from '../brake/noteSuccess.ts'
import { type Loaded, loadDeliveries } from '../loadDelivery.ts'
import { closingOf } from '../remoteCall.ts'
import { settleTogether } from '../settle.ts'
import { noteAnswer, noteSilence, silentObstacle } from '../silence.ts'
import { isTimeout } from '../tryAgain.ts'
import { workerName } from '../workerName.ts'
import { judgeEnd, maySettle, whatPostizReports } from './judgeEnd.ts'
import { lookAgainTogether, pauseUntil } from './lookAgain.ts'

type Args = { payload: Payload; tenant: ID; now: () => Date }

/** As many deliveries are asked for at once. */
const mostAtOnce = 500

/** Whose next look is this near is looked at too, in milliseconds, so that one request answers for all who wait. */
const slackMs = 1_500

/** How long whoever takes deliveries to look at has them to itself, in milliseconds. */
const takenMs = 60_000

/**
 * Takes the deliveries of a tenant whose time for a look has come, so that no two workers ask the same at once. Should
 * this worker stop now, they wake again by themselves.
 */
const takeWaiting = async ({ payload, tenant, now }: Args): Promise<ID[]> => {
  const at = now()
  // A row that was woken keeps the time to be woken again, should its job be lost: so much later than its look.
  const until = after(at, slackMs + patience.wake).toISOString()
  const taken = await rows<{ id: ID }>(
    poolOf(payload),
    sql`
      with waiting as (
        select id from postyard_deliveries
        where tenant_id = ${tenant} and state = 'submitted' and wake_at <= ${until}
        order by id
        limit ${mostAtOnce}
        for update skip locked
      )
      update postyard_deliveries d
      set wake_at = ${after(at, takenMs + patience.wake).toISOString()}
      from waiting
      where d.id = waiting.id
      returning d.id`,
  )
  return taken.map(({ id }) => id)
}

/**
 * Asks Postiz what became of all deliveries of a tenant that it took and whose time for a look has come, with one
 * request where their times allow it. Which of them had the job made is of no account, so of several jobs that come
 * together the first does the work of all.
 */
export const confirmWaiting = async (args: Args): Promise<void> => {
  const ids = await takeWaiting(args)
  if (ids.length > 0) await confirmDeliveries({ ...args, ids })
}

/** Asks Postiz at once what became of these deliveries. */
export const confirmDeliveries = async (args: Args & { ids: ID[] }): Promise<void> => {
  const { payload, tenant } = args
  const which = sql`d.id = any(${sql.param(args.ids)})`
  const loaded = await loadDeliveries({ payload, tenant, states: ['submitted'], which })
  const askable = loaded.filter(({ connection, row }) => connection && row.draft_at)
  await waitForConnection(
    args,
    loaded.filter((one) => !askable.includes(one)),
    'Postiz is not connected, so we cannot ask what became of it.',
  )
  const [first] = askable
  if (!first?.connection) return
  const { connection } = first
  const openedAt = args.now()
  const silent = silentObstacle(first, openedAt)
  if (silent) {
    return waitForConnection(args, askable, silent.reason.message, silent.wakeAt ?? undefined)
  }
  const states = await postizChannel.lookMany({
    connection,
    drafts: askable.map(({ facts, row }) => ({
      channel: facts,
      draftAt: row.draft_at as Date,
      draftId: row.draft_id,
    })),
  })
  const now = args.now()
  const note = states.every(isTimeout) ? noteSilence : noteAnswer
  note(first, { begunAt: openedAt, now })
  const seen = askable.map((loaded, index) => {
    const { row } = loaded
    const found = states[index] as RemoteState
    const look: WholeReceipt = {
      delivery: row,
      action: 'look',
      by: workerName(),
      openedAt,
      closing: closingOf(found),
    }
    return { loaded, row, look, found, move: judgeConfirmation(found, row, now) }
  })
  const settlements = seen.flatMap(({ row, look, move }) => (move ? { row, look, move } : []))
  const errors =
    settlements.length > 0 ? await settleTogether({ payload, tenant, now, settlements }) : []
  await keepLooking(
    args,
    seen.filter(({ move }) => move === undefined),
    now,
  )
  for (const { loaded, move } of seen) {
    // A suspended account that has published takes posts again.
    const { channel } = loaded
    if (move?.to === 'published' && channel.state === 'suspended') {
      await noteSuccess({ payload, channel, now })
    }
  }
  const error = errors.find((one) => one !== undefined)
  if (error) throw error
}

const keepLooking = async (
  { payload }: Args,
  open: { row: DeliveryRow; look: WholeReceipt; found: RemoteState }[],
  now: Date,
): Promise<void> => {
  if (open.length === 0) return
  const notBefore = pauseUntil(
    open.map(({ found }) => found),
    now,
  )
  const alike = Map.groupBy(open, ({ found }) =>
    found.kind === 'error' ? whatPostizReports(found) : undefined,
  )
  await inOwnTransaction(payload, async (db) => {
    for (const [message, some] of alike) {
      const deliveries = some.map(({ row }) => row)
      const counted = await lookAgainTogether({ payload, db, deliveries, now, message, notBefore })
      // Further looks of the same question leave no receipt each, but for an error that was not seen before: whoever
      // watches a plan learns of it at once.
      const isNews = ({ row }: { row: DeliveryRow }) =>
        row.checks === 0 || (message !== undefined && row.reason !== message)
      const told = some.filter((one) => counted.has(String(one.row.id)) && isNews(one))
      await writeReceipts({ db, receipts: told.map(({ look }) => look) })
    }
  })
}

const waitForConnection = async (
  { payload, now }: Args,
  waiting: Loaded[],
  message: string,
  notBefore?: Date,
): Promise<void> => {
  if (waiting.length === 0) return
  await inOwnTransaction(payload, (db) =>
    lookAgainTogether({
      payload,
      db,
      deliveries: waiting.map(({ row }) => row),
      now: now(),
      message,
      notBefore,
    }),
  )
}

/** What a confirmed delivery becomes; undefined where it is still open. */
const judgeConfirmation = (found: RemoteState, row: DeliveryRow, now: Date): Move | undefined => {
  const ended = judgeEnd(found, row, now)
  if (ended) return ended
  switch (found.kind) {
    case 'error': {
      return maySettle(row, now) ? undefined : personMove(whatPostizReports(found), now)
    }
    case 'absent':
      return personMove('It was deleted in Postiz while it was being published.', now)
    case 'draft':
      return personMove('Somebody turned it back into a draft in Postiz.', now)
    default:
      return undefined
  }
}

/** Nobody but a person can find out what became of it. */
const personMove = (sentence: string, now: Date): Move => ({
  to: 'unknown',
  reason: { code: reasons.needsPerson.code, message: `${sentence} ${reasons.needsPerson.message}` },
  set: { wakeAt: null, deadlineAt: after(now, patience.person) },
})
