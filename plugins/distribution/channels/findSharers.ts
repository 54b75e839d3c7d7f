import type { Payload } from 'payload'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { tableOf } from '../model/tableOf.ts'
import { settingsOf } from '../settings.ts'
import type { TenantRecord } from './readConnection.ts'

/** Another tenant of the same Postiz organisation. */
export type Sharer = {
  tenant: ID
  groupId: string | null
  /** Whether it is certain: its connection has the same address and key. */
  hasSameKey: boolean
}

/**
 * The other tenants that the Postiz organisation of this one serves: those with the same address and key, and those
 * with channels among its accounts, whose key is an older one.
 */
export const findSharers = async (args: {
  payload: Payload
  db: Db
  tenant: Pick<TenantRecord, 'id' | 'postiz'>
  /** The accounts of the organisation, as far as they are known. */
  integrationIds: string[]
}): Promise<Sharer[]> => {
  const { payload, db, tenant, integrationIds } = args
  const tenants = sql.identifier(tableOf(payload, settingsOf(payload).tenantsSlug))
  const isSameKey = sql`t.postiz_key_fingerprint is not distinct from ${tenant.postiz?.keyFingerprint ?? ''}`
  return rows<Sharer>(
    db,
    sql`
      select t.id as tenant, t.postiz_group_id as "groupId", (${isSameKey}) as "hasSameKey"
      from ${tenants} t
      where t.id <> ${tenant.id} and (${isSameKey} or exists (
        select 1 from postyard_channels c
        where c.tenant_id = t.id and c.state <> 'removed'
          and c.integration_id = any(${sql.param(integrationIds)})
      ))
      order by t.id`,
  )
}
