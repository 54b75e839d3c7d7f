import type { Payload } from 'payload'
import { fetchFigures } from '../channels/postiz/index.ts'
import { readConnection, readTenant } from '../channels/readConnection.ts'
import { type ID, poolOf, sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { againSoonMs } from '../model/upkeep.ts'
import { settingsOf } from '../settings.ts'
import { dueSubjects } from './dueSubjects.ts'
import { saveFigures } from './saveFigures.ts'

type Args = { payload: Payload; tenant: ID; now: () => Date }

/** One job asks so often at most, and begins no further question after so many milliseconds: confirming waits behind it. */
const most = 10
const longestMs = 5_000

const daysOf = { first: 30, later: 7 }

/**
 * Fetches the figures of a tenant that are due, one after the other. It stops at once where Postiz cannot be asked, and
 * comes back soon where there is more to do.
 */
export const fetchDue = async ({ payload, tenant: id, now }: Args): Promise<void> => {
  const settings = settingsOf(payload)
  const db = poolOf(payload)
  const begun = now()
  const due = await dueSubjects({ db, tenant: id, now: begun, most: most + 1 })
  if (due.length === 0) return
  const tenant = await readTenant({ payload, settings, tenant: id })
  const connection = readConnection({ payload, settings, tenant })
  if (!connection) return
  let left = due.length
  for (const subject of due.slice(0, most)) {
    if (now().getTime() - begun.getTime() > longestMs) break
    const { delivery, remoteId } = subject
    const fetched = await fetchFigures({
      connection,
      of: delivery === null ? { integrationId: remoteId } : { postId: remoteId },
      days: delivery === null && !subject.isFirst ? daysOf.later : daysOf.first,
    })
    if (fetched.kind === 'failed' && !fetched.isOnlyThis) return
    await inOwnTransaction(payload, (tx) =>
      saveFigures({ db: tx, tenant: id, subject, fetched, now: now() }),
    )
    left -= 1
  }
  if (left === 0) return
  await db.execute(sql`
    update postyard_connections set next_figures_at = ${after(now(), againSoonMs).toISOString()}
    where tenant = ${String(id)}`)
}
