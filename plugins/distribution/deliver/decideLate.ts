import type { Payload } from 'payload'
import { checkContent } from '../channels/checkContent.ts'
import { wakeSoon } from '../dispatch/wakeSoon.ts'
import { releaseReady } from '../media/making/releaseReady.ts'
import { findNotReady } from '../media/making/waiting.ts'
import { changeOne, system } from '../model/changeState.ts'
import { type Db, type ID, sql } from '../model/database.ts'
import { after, patience } from '../model/deadlines.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { isWaitingForMedia, mediaFailedCode, reasons } from '../model/reasons.ts'
import { type Loaded, loadDelivery } from './loadDelivery.ts'
import { isMediaGone, readContent } from './readContent.ts'

type Args = { payload: Payload; tenant: ID; id: ID; now: () => Date }

/** What the delivery says from now on: it is late, and whether it goes out by itself. Once; nothing wakes it for this again. */
const tellLate = async (db: Db, { row }: Loaded, sentence: string): Promise<void> => {
  const hasFailed = row.reason_code === mediaFailedCode
  const reason = hasFailed ? `${row.reason} ${sentence}` : sentence
  await db.execute(sql`
    update postyard_deliveries
    set reason = ${reason}, media_late_at = null, updated_at = clock_timestamp()
    where id = ${row.id} and tenant_id = ${row.tenant_id} and state = 'held' and fence = ${row.fence}
      and reason_code = ${row.reason_code}`)
}

/** What is made and still does not let it go is refused by its channel, which it says already: only a change mends that. */
const letRefusedRest = async ({ row, db }: Loaded): Promise<void> => {
  await db.execute(sql`
    update postyard_deliveries
    set media_late_at = null, wake_at = null
    where id = ${row.id} and tenant_id = ${row.tenant_id} and state = 'held' and fence = ${row.fence}
      and reason_code = ${mediaFailedCode}`)
}

const afterAll =
  'Its time has come and its picture or video is not made. It goes out as soon as that is done, unless it is too late for it then.'

/** Why it cannot go out without what is not ready; undefined where it can. */
const refusalWithout = async (loaded: Loaded, leftOut: string[]): Promise<string | undefined> => {
  const { payload, settings, channel, facts, row } = loaded
  try {
    const content = await readContent({
      payload,
      settings,
      tenant: row.tenant_id,
      delivery: row.id,
      leftOut,
    })
    return checkContent({ ...channel, settings: facts.settings }, content)[0]?.message
  } catch (error) {
    if (isMediaGone(error)) return error.message
    throw error
  }
}

const goWithout = async (loaded: Loaded, leftOut: string[], now: Date): Promise<void> => {
  const { payload, row } = loaded
  const list = JSON.stringify(leftOut)
  await inOwnTransaction(payload, async (db) => {
    const moved = await changeOne({
      db,
      tenant: row.tenant_id,
      id: row.id,
      from: ['held'],
      to: 'scheduled',
      fence: row.fence,
      onlyIf: sql`d.reason_code = ${row.reason_code}`,
      reason: reasons.mediaLeftOut,
      actor: system,
      set: { wakeAt: now, deadlineAt: after(now, patience.held), mediaLateAt: null },
      data: { withoutMedia: leftOut },
    })
    if (!moved) return
    await db.execute(sql`
      update postyard_deliveries set left_out = ${list}::jsonb
      where id = ${row.id} and tenant_id = ${row.tenant_id}`)
    await wakeSoon({ payload, db, now, ids: [row.id] })
  })
}

/**
 * Decides about a delivery whose time has come and whose pictures or videos are not made: by the choice of its tenant it goes
 * on waiting for them, or goes out without them. Where its platform takes no post without them it waits in either case,
 * and says so.
 */
export const decideLate = async (args: Args): Promise<void> => {
  const { payload, tenant, id } = args
  const now = args.now()
  const loaded = await loadDelivery({ payload, tenant, id, states: ['held'] })
  if (!loaded || !isWaitingForMedia(loaded.row)) return
  const { row, db } = loaded
  if (row.media_late_at === null || row.media_late_at > now) return
  const leftOut = await findNotReady({ db, tenant, delivery: row.id })
  if (leftOut.length === 0) {
    await releaseReady({ payload, tenant, now, delivery: row.id })
    return letRefusedRest(loaded)
  }
  if (loaded.tenant.whenMediaIsLate !== 'go_without') return tellLate(db, loaded, afterAll)
  const refusal = await refusalWithout(loaded, leftOut)
  if (refusal === undefined) return goWithout(loaded, leftOut, now)
  await tellLate(
    db,
    loaded,
    `It cannot go out without its picture or video: ${refusal} ${afterAll}`,
  )
}
