import type { Payload } from 'payload'
import { type ID, poolOf } from '../../model/database.ts'
import { settingsOf } from '../../settings.ts'
import { addFound, type FoundSeries } from './addFound.ts'
import { countAgain } from './countAgain.ts'
import { keepFault, keepRead } from './keepRead.ts'
import { readInTime } from './readInTime.ts'
import { type SourceLimits, withEach } from './sourceLimits.ts'
import { readSourceRows } from './sourceRows.ts'

type Args = {
  payload: Payload
  tenant: ID
  now: Date
  /** This series alone. */
  only?: ID
  /** @default those of the installation */
  limits?: SourceLimits
}

/** What a look at the sources of a tenant brought, by the short names of series. */
export type SyncReport = FoundSeries & { gone: string[]; broken: string[]; read: number }

/**
 * Looks at the sources of a tenant's series, at one series only with `only`: new folders become series, items that came,
 * changed or went are noticed. A source that cannot be read, or not in time, changes nothing and is told of. No transaction
 * is open while others are waited for.
 */
export const syncSeries = async (args: Args): Promise<SyncReport> => {
  const { payload, tenant, now, only, limits = settingsOf(payload).series.limits } = args
  const time = { ms: limits.sourceMs, night: AbortSignal.timeout(limits.nightMs) }
  const report: SyncReport = {
    ...(only === undefined ? await addFound(args, time) : { found: [], unreadable: null }),
    ...{ gone: [], broken: [], read: 0 },
  }
  const all = await readSourceRows(poolOf(payload), tenant, only)
  await withEach(all, limits.atOnce, async (row) => {
    const { isGone, isBroken: broken } = await readInTime(args, row, time)
      .then((found) => keepRead(args, row, found))
      .catch((error: unknown) => keepFault(args, row, error))
    if (isGone) report.gone.push(row.slug)
    if (broken) report.broken.push(row.slug)
    if (!isGone && !broken) report.read += 1
  })
  await countAgain({ payload, tenant, now, only })
  return report
}
