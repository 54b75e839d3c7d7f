import type { Payload } from 'payload'
import type { RemoteState } from '../../channels/adapter.ts'
import { postizChannel } from '../../channels/postiz/index.ts'
import { type Reason, system } from '../../model/changeState.ts'
import { type Db, type ID, poolOf, rows, sql } from '../../model/database.ts'
import { after, patience } from '../../model/deadlines.ts'
import { inOwnTransaction } from '../../model/inOwnTransaction.ts'
import { logEvent } from '../../model/logEvent.ts'
import { writeReceipts } from '../../model/receipts.ts'
import type { DeliveryRow } from '../../model/rows.ts'
import { type Loaded, loadDeliveries } from '../loadDelivery.ts'
import { closingOf } from '../remoteCall.ts'
import { workerName } from '../workerName.ts'
import { partsLooksMs } from './partsLook.ts'
import { tellLiveError } from './tellLiveError.ts'

type Args = { payload: Payload; tenant: ID; now: () => Date }

/** As many are looked at with one request. */
const mostAtOnce = 200

/** How often a Postiz that does not answer is asked. */
const mostLooks = 5

/** Takes the deliveries of a tenant whose parts should be out by now. Should this worker stop, they wake again. */
const takeFollowed = async ({ payload, tenant, now }: Args): Promise<ID[]> => {
  // A row that was woken keeps the time to be woken again, should its job be lost: so much later than its look.
  const until = after(now(), patience.wake).toISOString()
  const taken = await rows<{ id: ID }>(
    poolOf(payload),
    sql`
      with waiting as (
        select id from postyard_deliveries
        where tenant_id = ${tenant} and state = 'published' and parts_minutes is not null and wake_at <= ${until}
        order by id
        limit ${mostAtOnce}
        for update skip locked
      )
      update postyard_deliveries d
      set wake_at = ${after(now(), 2 * patience.wake).toISOString()}
      from waiting
      where d.id = waiting.id
      returning d.id`,
  )
  return taken.map(({ id }) => id)
}

/** When a delivery is looked at again; null where this was the last look. */
const nextLook = (row: DeliveryRow, found: RemoteState, now: Date): Date | null => {
  const [, againMs] = partsLooksMs
  if (found.kind === 'error') return null
  const most = found.kind === 'unreachable' ? mostLooks : partsLooksMs.length
  return row.checks + 1 < most ? after(now, againMs) : null
}

const write = async (db: Db, row: DeliveryRow, wakeAt: Date | null, reason: Reason | undefined) => {
  const { rowCount } = await db.execute(sql`
    update postyard_deliveries
    set checks = checks + 1, wake_at = ${wakeAt?.toISOString() ?? null},
        reason_code = coalesce(${reason?.code ?? null}, reason_code),
        reason = coalesce(${reason?.message ?? null}, reason), updated_at = clock_timestamp()
    where id = ${row.id} and tenant_id = ${row.tenant_id} and state = 'published' and fence = ${row.fence}
      and checks = ${row.checks}`)
  if (rowCount !== 1 || !reason) return
  await logEvent({
    db,
    type: 'distribution.delivery.warned',
    tenant: row.tenant_id,
    delivery: row.id,
    plan: row.plan_id,
    actor: system,
    data: { reasonCode: reason.code, reason: reason.message, externalUrl: row.external_url },
  })
}

const notAsked: RemoteState = {
  kind: 'unreachable',
  code: 'POSTIZ_NOT_CONNECTED',
  message: 'Postiz is not connected, so nobody can be asked.',
  answer: {},
}

const look = async (loaded: Loaded[]): Promise<Map<Loaded, RemoteState>> => {
  const connection = loaded[0]?.connection
  const askable = loaded.filter(({ row }) => row.draft_at !== null)
  if (!connection || askable.length === 0) return new Map()
  const states = await postizChannel.lookMany({
    connection,
    drafts: askable.map(({ facts, row }) => ({
      channel: facts,
      draftAt: row.draft_at as Date,
      draftId: row.draft_id,
    })),
  })
  return new Map(askable.map((one, index) => [one, states[index] as RemoteState]))
}

/**
 * Looks whether the comments and threads under posts of a tenant came about, once they should have. A post whose comment
 * failed stays published, with the warning of which one is missing; it is never sent again.
 */
export const followParts = async (args: Args): Promise<void> => {
  const { payload, tenant } = args
  const ids = await takeFollowed(args)
  if (ids.length === 0) return
  const which = sql`d.id = any(${sql.param(ids)})`
  const loaded = await loadDeliveries({ payload, tenant, states: ['published'], which })
  const openedAt = args.now()
  const states = await look(loaded)
  const now = args.now()
  const settle = async ({ row }: Loaded, found: RemoteState) => {
    const reason = found.kind === 'error' ? tellLiveError(found) : undefined
    await inOwnTransaction(payload, async (db) => {
      await write(db, row, nextLook(row, found, now), reason)
      if (!reason) return
      const closing = closingOf(found)
      const by = workerName()
      await writeReceipts({
        db,
        receipts: [{ delivery: row, action: 'look', by, openedAt, closing }],
      })
    })
  }
  for (const one of loaded) await settle(one, states.get(one) ?? notAsked)
}
