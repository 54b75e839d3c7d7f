import { readHealth } from '../../../channels/health/readHealth.ts'
import type { Db, ID } from '../../../model/database.ts'
import type { Baseline } from '../../../plan/risk/index.ts'

/** So many days say what is usual. */
const days = 28

/** With fewer attempts nobody knows what is usual. */
const fewest = 50

/** Which share of a tenant's attempts usually ends badly, by the last four weeks before today. */
export const readUsual = async (args: {
  db: Db
  tenant: ID
  timezone: string
  now: Date
}): Promise<Baseline> => {
  const healths = await readHealth({ ...args, days })
  const all = healths.flatMap(({ facts }) => facts.days.filter(({ date }) => date < facts.today))
  const sum = (count: (day: (typeof all)[number]) => number) =>
    all.reduce((total, day) => total + count(day), 0)
  const limited = sum((day) => day.limited)
  const rejected = sum((day) => day.rejected + day.unauthorised + day.failed)
  const unknown = sum((day) => day.unsure)
  const attempts = limited + rejected + unknown + sum((day) => day.succeeded)
  if (attempts < fewest) return { limited: 0, rejected: 0, unknown: 0 }
  return {
    limited: limited / attempts,
    rejected: rejected / attempts,
    unknown: unknown / attempts,
  }
}
