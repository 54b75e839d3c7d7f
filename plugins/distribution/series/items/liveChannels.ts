import { sql } from '../../model/database.ts'

/** The channels to which the items of the series `s` go, by id as text: nothing flies to what was removed at its platform. */
export const liveChannels = sql`array(
  select h.id::text from postyard_series_rels r
  join postyard_channels h on h.id = r.postyard_channels_id and h.tenant_id = s.tenant_id and h.state <> 'removed'
  where r.parent_id = s.id and r.path = 'channels')`
