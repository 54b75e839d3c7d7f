import type { ID } from '../../model/database.ts'
import type { OperationContext } from '../../operation.ts'
import { type DayInputs, dayNumber, dayOf, flyingHours } from '../../plan/series/index.ts'
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
      const takes = one.open.state === 'flying' ? 0 : 1
      return { ...one, open: null, remaining: Math.max(0, one.remaining - takes) }
    }),
  }
}
