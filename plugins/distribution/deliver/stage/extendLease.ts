import type { Content } from '../../channels/adapter.ts'
import { sql } from '../../model/database.ts'
import { patience } from '../../model/deadlines.ts'
import type { Loaded } from '../loadDelivery.ts'

/** The slowest upload that is waited for, in bytes per millisecond. */
const slowest = 256

/**
 * Gives a holder the time that its uploads may take, under its fence; false where the row is not its own any more.
 * A delivery that is prepared ahead of its time is not held, so there is nothing to extend.
 */
export const extendLease = async ({ db, row }: Loaded, content: Content): Promise<boolean> => {
  if (row.state !== 'publishing') return true
  const files = [content, ...(content.parts ?? [])].flatMap(({ media }) => media)
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const ms = patience.lease + Math.ceil(bytes / slowest)
  const { rowCount } = await db.execute(sql`
    update postyard_deliveries
    set lease_until = clock_timestamp() + ${`${ms} milliseconds`}::interval,
        deadline_at = clock_timestamp() + ${`${ms} milliseconds`}::interval
    where id = ${row.id} and tenant_id = ${row.tenant_id} and state = 'publishing' and fence = ${row.fence}`)
  return rowCount === 1
}
