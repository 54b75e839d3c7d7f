import type { Reason } from '../../model/changeState.ts'
import { system } from '../../model/changeState.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { logEvent } from '../../model/logEvent.ts'
import type { SeriesRecord } from '../../model/series.ts'
import { tellAttention } from './tellAttention.ts'

/** Sets an item aside, so that it does not fly until a person puts it back, and tells of it. Once for all who try. */
export const setAside = async (args: {
  db: Db
  tenant: ID
  series: Pick<SeriesRecord, 'id' | 'slug'>
  item: string
  flight: string
  reason: Reason
  now: Date
}): Promise<void> => {
  const { db, tenant, series, item, flight, reason, now } = args
  const [aside] = await rows<{ title: string }>(
    db,
    sql`
      update postyard_series_items
      set set_aside_at = ${now.toISOString()}, set_aside_code = ${reason.code},
          set_aside_reason = ${reason.message}
      where id = ${item}::bigint and tenant = ${String(tenant)} and set_aside_at is null
      returning title`,
  )
  if (!aside) return
  await logEvent({
    ...{ db, tenant, actor: system, type: 'distribution.flight.set_aside' },
    data: {
      ...{ flight, series: series.id, collection: series.slug, item, title: aside.title },
      ...{ reasonCode: reason.code, reason: reason.message },
    },
  })
  await tellAttention({ db, tenant, series: series.id, matter: null, now })
}
