import type { ID } from '../../model/database.ts'
import type { OperationContext } from '../../operation.ts'
import { type DayInputs, dayNumber, dayOf, flyingHours, restFrom } from '../../plan/series/index.ts'
import { seedOf } from '../readDay.ts'
import { readFacts } from './readFacts.ts'
import { readInputs } from './readInputs.ts'
import { findPlan } from './writePlan.ts'

type Args = Pick<OperationContext, 'payload' | 'req' | 'db' | 'now'> & { tenant: ID }

/**
 * All that the next flight plan of a tenant would follow from: today's, where there is none yet. Of tomorrow it is taken
 * that today's flights will have flown by then.
 */
export const readNextDay = async (args: Args): Promise<DayInputs> => {
  const { db, tenant } = args
  const inputs = await readInputs(args)
  if ((await findPlan(db, tenant, inputs.day)) === undefined) return inputs
  const day = dayOf(dayNumber(inputs.day) + 1)
  const { timezone, options } = inputs
  const series = await readFacts({ ...args, day, timezone })
  return {
    ...inputs,
    day,
    seed: seedOf(tenant, day),
    now: new Date(
      flyingHours({ day, timezone, options: { ...options, from: '00:00' } }).from,
    ).toISOString(),
    series: series.map((one) => {
      if (one.open === null) return one
      // What is in the air is none of those that are left, and it is known when it returns.
      if (one.open.state === 'flying') return { ...one, open: null }
      const remaining = Math.max(0, one.remaining - 1)
      return { ...one, open: null, remaining, returns: restFrom(one, inputs.day) }
    }),
  }
}
