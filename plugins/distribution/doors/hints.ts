import type { Endpoint, Payload } from 'payload'
import { wakeSoon } from '../dispatch/wakeSoon.ts'
import { type Db, type ID, parseId, rows, sql } from '../model/database.ts'
import { inOwnTransaction } from '../model/inOwnTransaction.ts'
import { answerError } from '../problem.ts'
import { readHintToken } from '../security/hintToken.ts'
import { settingsOf } from '../settings.ts'

/** One hint of a tenant in so many seconds is followed; a webhook that fires for each of many posts is one hint. */
const everySeconds = 5

/** True for the one hint of a moment that counts. */
const takeHint = async (db: Db, tenant: ID, now: Date): Promise<boolean> => {
  const { rowCount } = await db.execute(sql`
    update postyard_connections set hinted_at = ${now.toISOString()}
    where tenant = ${String(tenant)}
      and (hinted_at is null
        or hinted_at <= ${now.toISOString()}::timestamptz - ${`${everySeconds} seconds`}::interval)`)
  return rowCount === 1
}

/** Lets what Postiz took of a tenant be asked about now instead of with its next look. */
const lookNow = (payload: Payload, tenant: ID, now: Date): Promise<unknown> =>
  inOwnTransaction(payload, async (db) => {
    if (!(await takeHint(db, tenant, now))) return
    const woken = await rows<{ id: ID }>(
      db,
      sql`
        update postyard_deliveries set wake_at = ${now.toISOString()}
        where tenant_id = ${tenant} and state = 'submitted' and wake_at > ${now.toISOString()}
        returning id`,
    )
    await wakeSoon({ payload, db, now, ids: woken.map(({ id }) => id) })
  })

/**
 * Where a webhook of Postiz may call: a hint to look, and no more. What it says is not read, since it is not signed and
 * mostly empty; so anybody who has the address can make us look a little earlier, and nothing else.
 */
export const hintEndpoint: Endpoint = {
  path: '/postiz/hints/:token',
  method: 'post',
  handler: async (req) => {
    try {
      const { payload } = req
      const token = String(req.routeParams?.token ?? '')
      const tenant = parseId(payload, readHintToken(token, settingsOf(payload).linkSecret))
      if (tenant === undefined) return new Response(null, { status: 404 })
      await lookNow(payload, tenant, new Date())
      return new Response(null, { status: 204 })
    } catch (error) {
      return answerError(error, req)
    }
  },
}
