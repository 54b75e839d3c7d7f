import type { ID } from '../../../model/database.ts'
import type { DeliveryRow } from '../../../model/rows.ts'
import { isIn } from '../../../plan/spread/spans.ts'
import { blackoutSpans, readClockRuns } from '../../../plan/spread/wallSpans.ts'
import type { Acting } from '../../acting.ts'
import { channelsOf } from '../../replanPost.ts'
import { blackoutsOf } from '../readProblem.ts'

type Args = {
  acting: Acting
  tenant: ID
  /** The tenant's. */
  timezone: string
  /** In the order of preference. */
  waiting: DeliveryRow[]
}

/** The first of the deliveries whose account is not blacked out now; undefined where all are, or there is none. */
export const chooseProbe = async (args: Args): Promise<DeliveryRow | undefined> => {
  const { acting, tenant, timezone, waiting } = args
  if (waiting.length === 0) return undefined
  const ids = waiting.map((row) => row.channel_id)
  const channels = new Map(
    (await channelsOf(acting, { tenant, ids })).map((channel) => [String(channel.id), channel]),
  )
  const now = acting.now.getTime()
  return waiting.find((row) => {
    const channel = channels.get(String(row.channel_id))
    if (!channel) return false
    const blackouts = blackoutsOf(channel)
    if (blackouts.length === 0) return true
    const runs = readClockRuns(channel.timezone || timezone, now, now)
    return !isIn(blackoutSpans(blackouts, runs), now)
  })
}
