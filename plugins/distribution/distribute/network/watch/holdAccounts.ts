import type { Payload } from 'payload'
import { noteFailure } from '../../../deliver/brake/noteFailure.ts'
import { type Db, type ID, sql } from '../../../model/database.ts'
import { inOwnTransaction } from '../../../model/inOwnTransaction.ts'
import { logAlert } from './logAlert.ts'
import type { Observed } from './readObservations.ts'
import type { Watched } from './readWatched.ts'

type Args = {
  payload: Payload
  plan: Watched
  /** What was observed of this plan. */
  observed: Observed[]
  /** The tenant's. */
  timezone: string
  now: Date
}

/** True for one of any number of watchers: what was observed until then is its to see to. */
const take = async (db: Db, plan: Watched, until: Date): Promise<boolean> => {
  const { rowCount } = await db.execute(sql`
    update postyard_plan_watches set seen_at = ${until.toISOString()}
    where plan = ${String(plan.id)} and tenant = ${String(plan.tenant)} and seen_at = ${plan.seenAt.toISOString()}`)
  return rowCount === 1
}

/**
 * An account that the platform has limited is left alone for a while, whatever else goes on: its channel is suspended, and
 * one post tries it again. Only what goes through Postiz: whoever is called directly is seen to where the call is made.
 */
export const holdAccounts = async (args: Args): Promise<void> => {
  const { payload, plan, observed, timezone, now } = args
  const limited = observed.filter(
    ({ kind, kindOfChannel, at }) =>
      kind === 'limited' && kindOfChannel === 'postiz' && at > plan.seenAt.getTime(),
  )
  if (limited.length === 0) return
  const until = new Date(Math.max(...limited.map(({ at }) => at)))
  await inOwnTransaction(payload, async (db) => {
    if (!(await take(db, plan, until))) return
    for (const [account, some] of Map.groupBy(limited, (one) => one.account)) {
      const [last] = some.toReversed()
      if (last) await holdOne({ db, plan, account, last, timezone, now })
    }
  })
}

const holdOne = async (args: {
  db: Db
  plan: Watched
  account: string
  last: Observed
  timezone: string
  now: Date
}): Promise<void> => {
  const { db, plan, account, last, timezone, now } = args
  const channel: { id: ID; tenant: ID } = { id: last.channel, tenant: plan.tenant }
  const message = last.said ?? 'The platform takes no more from it for now.'
  await noteFailure({ db, channel, timezone, message, isThrottled: true, now })
  await logAlert({
    db,
    plan,
    alert: {
      kind: 'limits',
      scope: 'account',
      key: account,
      act: 'held',
      sentence: `One account on ${last.provider} was limited, and is left alone for a while: ${message}`,
    },
  })
}
