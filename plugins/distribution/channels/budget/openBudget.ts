import type { Payload } from 'payload'
import { type ID, poolOf } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import type { RequestBudget } from '../postiz/index.ts'
import { announceSpent } from './announceSpent.ts'
import { waitOf } from './budget.ts'
import { countRivals } from './countRivals.ts'
import { learnRequest } from './learnRequest.ts'
import { readBudget } from './readBudget.ts'
import { takeRequest } from './takeRequest.ts'

type Args = {
  payload: Payload
  tenant: ID
  /** The fingerprint of address and key, under which all tenants of one Postiz organisation find one another. */
  organisation: string
  now?: () => Date
}

/**
 * The budget of a Postiz organisation as one of its tenants uses it. It stands in the database, so that all workers
 * share it and a restart changes nothing; nothing is locked while a request is under way.
 */
export const openBudget = (args: Args): RequestBudget => {
  const { payload, tenant, organisation, now = () => new Date() } = args
  const place = { db: poolOf(payload), organisation }

  const spentUntil = async (): Promise<Date> => {
    const budget = await readBudget(place)
    const until = after(now(), budget ? waitOf(budget) : 0)
    if (await announceSpent(place)) {
      payload.logger.warn(
        { tenant, until },
        `The hourly requests of a Postiz organisation are used up, but for what is kept for posts that are due. What is not due is staged after ${until.toISOString()}; what is due and finds nothing left waits until then, with that reason on it.`,
      )
    }
    return until
  }

  return {
    take: async ({ isUrgent }) => {
      const rivals = isUrgent ? 0 : await countRivals({ payload, tenant, ...place })
      const ticket = await takeRequest({ ...place, tenant, isUrgent, rivals })
      return ticket ? { kind: 'taken', ticket } : { kind: 'spent', until: await spentUntil() }
    },
    learn: (told) => learnRequest({ ...place, tenant, ...told }),
  }
}
