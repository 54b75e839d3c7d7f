import type { Payload } from 'payload'
import type { ChannelFacts, Content } from '../channels/adapter.ts'
import type { PostizConnection } from '../channels/postiz/index.ts'
import { readConnection, type TenantRecord } from '../channels/readConnection.ts'
import type { Reason } from '../model/changeState.ts'
import type { Channel } from '../model/channel.ts'
import { type Db, type ID, poolOf, rows, sql } from '../model/database.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../model/rows.ts'
import type { DeliveryState } from '../model/states.ts'
import { tableOf } from '../model/tableOf.ts'
import type { Settings } from '../options.ts'
import { settingsOf } from '../settings.ts'
import { readContent } from './readContent.ts'

/** A delivery with all that an attempt needs. */
export type Loaded = {
  payload: Payload
  settings: Settings
  db: Db
  row: DeliveryRow
  channel: Channel
  facts: ChannelFacts
  tenant: TenantRecord
  connection: PostizConnection | undefined
  /** Why the connection of the tenant cannot be read, where that is so. */
  connectionFault: Reason | undefined
  content: () => Promise<Content>
}

type Args = {
  payload: Payload
  tenant: ID
  id: ID
  states: readonly DeliveryState[]
}

/** The row with its channel and its tenant, in one statement: this runs several times for every delivery. */
const readSurroundings = async (
  args: Args & { db: Db; tenants: string; users: string },
): Promise<{ row: DeliveryRow; channel: Channel; tenant: TenantRecord } | undefined> => {
  const [found] = await rows<Record<string, unknown> & { channel: Channel; tenant: TenantRecord }>(
    args.db,
    sql`
      select ${sql.raw(deliveryColumns)},
        jsonb_build_object(
          'id', c.id, 'tenant', c.tenant_id, 'name', c.name, 'platform', c.platform, 'kind', c.kind,
          'state', c.state, 'stateReason', c.state_reason, 'integrationId', c.integration_id,
          'settings', c.settings,
          'agents', (
            select coalesce(jsonb_agg(r.${sql.identifier(`${args.users}_id`)} order by r."order"), '[]')
            from postyard_channels_rels r where r.parent_id = c.id and r.path = 'agents'
          )
        ) as channel,
        jsonb_build_object(
          'id', t.id, 'name', t.name, 'timezone', t.timezone, 'graceMinutes', t.grace_minutes,
          'manual', jsonb_build_object(
            'answerMinutes', t.manual_answer_minutes, 'hideTitle', t.manual_hide_title),
          'postiz', jsonb_build_object('baseUrl', t.postiz_base_url, 'apiKey', t.postiz_api_key)
        ) as tenant
      from postyard_deliveries d
      join postyard_channels c on c.id = d.channel_id and c.tenant_id = d.tenant_id
      join ${sql.identifier(args.tenants)} t on t.id = d.tenant_id
      where d.id = ${args.id} and d.tenant_id = ${args.tenant}
        and d.state::text = any(${sql.param([...args.states])})`,
  )
  if (!found) return undefined
  const { channel, tenant, ...raw } = found
  return { row: toDeliveryRow(raw), channel, tenant }
}

/** A key that cannot be decrypted holds the delivery with that reason, instead of breaking every job of it. */
const openConnection = (
  payload: Payload,
  settings: Settings,
  channel: Channel,
  tenant: TenantRecord,
): Pick<Loaded, 'connection' | 'connectionFault'> => {
  if (channel.kind !== 'postiz') return { connection: undefined, connectionFault: undefined }
  try {
    return { connection: readConnection(settings, tenant), connectionFault: undefined }
  } catch (err) {
    payload.logger.error({
      err,
      msg: "A tenant's key for Postiz cannot be read.",
      tenant: tenant.id,
    })
    return {
      connection: undefined,
      connectionFault: {
        code: 'CONNECTION_UNREADABLE',
        message: `The key of ${tenant.name} for Postiz cannot be decrypted. Put the key it was encrypted with back into the ring, or connect the client anew; then publish this now.`,
      },
    }
  }
}

/**
 * Reads a delivery of a tenant with its surroundings; undefined where there is no such row in one of the states in
 * which there is something to do, so that a job that came too late or twice costs one look.
 */
export const loadDelivery = async (args: Args): Promise<Loaded | undefined> => {
  const { payload } = args
  const settings = settingsOf(payload)
  const db = poolOf(payload)
  const found = await readSurroundings({
    ...args,
    db,
    tenants: tableOf(payload, settings.tenantsSlug),
    users: tableOf(payload, settings.usersSlug),
  })
  if (!found) return undefined
  const { row, channel, tenant } = found
  return {
    payload,
    settings,
    db,
    row,
    channel,
    facts: {
      id: String(channel.id),
      name: channel.name,
      platform: channel.platform,
      integrationId: channel.integrationId,
      settings: channel.settings ?? {},
    },
    tenant,
    ...openConnection(payload, settings, channel, tenant),
    content: () => readContent({ payload, settings, tenant: row.tenant_id, plan: row.plan_id }),
  }
}
