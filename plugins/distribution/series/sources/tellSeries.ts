import { system } from '../../model/changeState.ts'
import type { Db, ID } from '../../model/database.ts'
import type { SeriesEvent } from '../../model/eventTypes.ts'
import { logEvent } from '../../model/logEvent.ts'

/** Tells what became of a series as its source was looked at. */
export const tellSeries = (
  db: Db,
  tenant: ID,
  what: SeriesEvent,
  data: { series: ID; slug: string; items?: number; reason?: string },
) => logEvent({ db, type: `distribution.series.${what}`, tenant, actor: system, data })
