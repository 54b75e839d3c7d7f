import type { Payload } from 'payload'
import type { ChannelFacts, Content } from '../channels/adapter.ts'
import type { PostizConnection } from '../channels/postiz/index.ts'
import { type TenantRecord, readConnection, readTenant } from '../channels/readConnection.ts'
import type { Channel } from '../model/channel.ts'
import { readDelivery } from '../model/claimDelivery.ts'
import { type Db, type ID, poolOf } from '../model/database.ts'
import type { DeliveryRow } from '../model/rows.ts'
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
  content: () => Promise<Content>
}

/** Reads a delivery of a tenant with its surroundings; undefined where there is no such row. */
export const loadDelivery = async (args: {
  payload: Payload
  tenant: ID
  id: ID
}): Promise<Loaded | undefined> => {
  const { payload } = args
  const settings = settingsOf(payload)
  const db = poolOf(payload)
  const row = await readDelivery({ db, tenant: args.tenant, id: args.id })
  if (!row) return undefined
  const [tenant, channel] = await Promise.all([
    readTenant({ payload, settings, tenant: args.tenant }),
    payload.findByID({
      collection: settings.slugs.channels,
      id: row.channel_id,
      depth: 0,
    }) as unknown as Promise<Channel>,
  ])
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
    connection: channel.kind === 'postiz' ? readConnection(settings, tenant) : undefined,
    content: () =>
      readContent({ payload, settings, tenant: row.tenant_id, plan: row.plan_id }),
  }
}
