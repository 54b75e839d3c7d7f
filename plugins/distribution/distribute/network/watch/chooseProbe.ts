import type { ID } from '../../../model/database.ts'
import type { DeliveryRow } from '../../../model/rows.ts'
import { prepare } from '../../../plan/spread/prepare.ts'
import { takeAll } from '../../../plan/steps.ts'
import type { Acting } from '../../acting.ts'
import { channelsOf } from '../../replanPost.ts'
import { readNetwork } from '../findTimes.ts'
import { readProblem } from '../readProblem.ts'

type Args = {
  acting: Acting
  plan: { id: ID; tenant: ID }
  /** In the order of preference. */
  waiting: DeliveryRow[]
}

/**
 * The first of the deliveries whose account may post now by its own rules: its hours, its caps, and the distance to whatever
 * else goes out there; undefined where none may, or there is none.
 */
export const chooseProbe = async (args: Args): Promise<DeliveryRow | undefined> => {
  const { acting, plan, waiting } = args
  if (waiting.length === 0) return undefined
  const made = await readNetwork({ context: acting, plan })
  if (!made) return undefined
  const { options, seed } = made.network
  const now = acting.now.toISOString()
  const problem = await readProblem({
    context: acting,
    tenant: plan.tenant,
    channels: await channelsOf(acting, {
      tenant: plan.tenant,
      ids: waiting.map((row) => row.channel_id),
    }),
    options: { ...options, window: { from: now, to: now } },
    same: [],
    seed,
    except: waiting.map(({ id }) => id),
  })
  const free = takeAll(prepare(problem)).places.filter(({ allowed }) => allowed.length > 0)
  const ids = new Set(free.map(({ id }) => id))
  return waiting.find((row) => ids.has(String(row.channel_id)))
}
