import { sql } from '../../model/database.ts'
import type { Loaded } from '../loadDelivery.ts'

/**
 * Lets a delivery whose old draft somebody switched on in Postiz tell of what that draft said, where its post was edited
 * after the draft was made.
 */
export const sayAsStaged = async ({ db, row }: Loaded): Promise<void> => {
  await db.execute(sql`
    update postyard_deliveries
    set content_version = draft_version, draft_version = null,
        variation = nullif(variation -> 'drafted', 'null'::jsonb)
    where id = ${row.id} and tenant_id = ${row.tenant_id} and state = 'publishing' and fence = ${row.fence}
      and draft_version is not null`)
}
