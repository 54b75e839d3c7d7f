import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { OperationContext } from '../../operation.ts'
import type { DayInputs } from '../../plan/series/index.ts'
import { readDay } from '../readDay.ts'
import { readFacts } from './readFacts.ts'

type Args = Pick<OperationContext, 'payload' | 'req' | 'db'> & { tenant: ID; now: Date }

const readPlannedBefore = async (db: Db, tenant: ID, day: string): Promise<string | null> => {
  const [found] = await rows<{ day: string | null }>(
    db,
    sql`select max(day) as day from postyard_flight_plans where tenant_id = ${tenant} and day < ${day}`,
  )
  return found?.day ?? null
}

/** All that the plan of a tenant's day follows from, as it is now. */
export const readInputs = async (args: Args): Promise<DayInputs> => {
  const { payload, req, db, tenant, now } = args
  const { day, timezone, seed, options } = await readDay({ payload, req, tenant, now })
  return {
    version: 1,
    tenant: String(tenant),
    ...{ day, timezone, now: now.toISOString(), seed, options },
    plannedBefore: await readPlannedBefore(db, tenant, day),
    series: await readFacts({ db, tenant, day, timezone }),
  }
}
