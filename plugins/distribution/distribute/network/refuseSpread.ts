import { DistributionError, type ErrorDetail } from '../../errors.ts'
import type { Impossible } from '../../plan/spread/problem.ts'

/** So many accounts are named one by one for one reason. */
const mostNamed = 100

/** Why a spread is not possible and what would make it so, one by one: `fits` and `of` stand at the first. */
const toSpreadDetails = ({ fits, of, message, reasons, remedies }: Impossible): ErrorDetail[] => [
  { path: 'window', code: 'SPREAD_IMPOSSIBLE', message, fits, of },
  ...reasons.flatMap(({ code, message: why, accounts, until }): ErrorDetail[] => {
    const detail = {
      path: 'reasons',
      code,
      message: why,
      ...(until === undefined ? {} : { at: new Date(until).toISOString() }),
    }
    return accounts.length === 0
      ? [detail]
      : accounts.slice(0, mostNamed).map((channel) => ({ ...detail, channel }))
  }),
  ...remedies.flatMap((remedy): ErrorDetail[] => {
    const detail = { path: 'remedies', code: remedy.kind, message: remedy.message }
    return remedy.kind === 'window'
      ? [{ ...detail, at: new Date(remedy.to).toISOString() }]
      : [detail]
  }),
]

/** The refusal of a spread that is not possible. */
export const spreadImpossible = (spread: Impossible): DistributionError =>
  new DistributionError('SPREAD_IMPOSSIBLE', spread.message, {
    details: toSpreadDetails(spread),
  })
