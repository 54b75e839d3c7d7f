import type { ID } from '../../model/database.ts'
import type { OperationContext } from '../../operation.ts'
import type { DayInputs } from '../../plan/series/index.ts'
import { readDay } from '../readDay.ts'
import { readFacts } from './readFacts.ts'

type Args = Pick<OperationContext, 'payload' | 'req' | 'db'> & { tenant: ID; now: Date }

/** All that the plan of a tenant's day follows from, as it is now. */
export const readInputs = async (args: Args): Promise<DayInputs> => {
  const { payload, req, db, tenant, now } = args
  const { day, timezone, seed, options } = await readDay({ payload, req, tenant, now })
  return {
    version: 1,
    tenant: String(tenant),
    ...{ day, timezone, now: now.toISOString(), seed, options },
    series: await readFacts({ db, payload, tenant, day, timezone }),
  }
}
