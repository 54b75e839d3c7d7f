import type { SQL } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import type { ChannelFacts, Content } from '../channels/adapter.ts'
import { toFacts } from '../channels/checkContent.ts'
import type { PostizConnection } from '../channels/postiz/index.ts'
import { readConnection, type TenantRecord } from '../channels/readConnection.ts'
import { mergeSettings } from '../channels/settings/mergeSettings.ts'
import { type Spacing, spacingOfDelivery } from '../contents/spacing.ts'
import type { Reason } from '../model/changeState.ts'
import type { Channel } from '../model/channel.ts'
import { contentOfDelivery } from '../model/contentOfDelivery.ts'
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
  /** Whether its post belongs to somebody else, so that nobody sends it without an entitlement. */
  isLicensed: boolean
  /** What it is kept apart by from others with the same content; undefined where nothing keeps it. */
  spacing?: Spacing
  connection: PostizConnection | undefined
  /** Why the connection of the tenant cannot be read, where that is so. */
  connectionFault: Reason | undefined
  content: () => Promise<Content>
}

type Args = {
  payload: Payload
  tenant: ID
  states: readonly DeliveryState[]
  /** The transaction of whoever is in one: one that waits for a second connection may wait for itself. @default the pool */
  db?: Db
}

/** `postSettings` are what the post has otherwise than its channel, as its plan froze them. */
type ReadChannel = Channel & { postSettings?: Record<string, unknown> | null }

type Surroundings = {
  row: DeliveryRow
  channel: ReadChannel
  tenant: TenantRecord
  isLicensed: boolean
  spacing: Spacing | null
}

/** The rows with their channels and their tenant, in one statement: this runs several times for every delivery. */
const readSurroundings = async (args: {
  payload: Payload
  settings: Settings
  db: Db
  where: SQL
}): Promise<Surroundings[]> => {
  const { payload, settings } = args
  const users = tableOf(payload, settings.usersSlug)
  const found = await rows<Record<string, unknown> & Omit<Surroundings, 'row'>>(
    args.db,
    sql`
      select ${sql.raw(deliveryColumns)},
        (
          select coalesce(o.is_licensed, false) from postyard_posts o
          where o.id = d.post_id and o.tenant_id = d.tenant_id
        ) as "isLicensed",
        ${spacingOfDelivery} as spacing,
        jsonb_build_object(
          'id', c.id, 'tenant', c.tenant_id, 'name', c.name, 'platform', c.platform, 'kind', c.kind,
          'state', c.state, 'stateReason', c.state_reason, 'integrationId', c.integration_id,
          'settings', c.settings, 'dailyCap', c.daily_cap,
          'email', jsonb_build_object('fromName', c.email_from_name, 'fromAddress', c.email_from_address,
            'replyTo', c.email_reply_to, 'bouncesTo', c.email_bounces_to, 'footer', c.email_footer, 'perMinute', c.email_per_minute,
            'sealed', c.email_sealed),
          'feed', jsonb_build_object('hub', c.feed_hub, 'renewals', c.feed_renewals),
          'webhook', jsonb_build_object('sealed', c.webhook_sealed, 'isOneWay', c.webhook_is_one_way,
            'body', c.webhook_body),
          'postSettings', (
            select (${contentOfDelivery})->'channelSettings'->(c.id::text) from postyard_plans p
            where p.id = d.plan_id and p.tenant_id = d.tenant_id
          ),
          'agents', case when c.kind = 'manual' then (
            select coalesce(jsonb_agg(r.${sql.identifier(`${users}_id`)} order by r."order"), '[]')
            from postyard_channels_rels r where r.parent_id = c.id and r.path = 'agents'
          ) end
        ) as channel,
        jsonb_build_object(
          'id', t.id, 'name', t.name, 'timezone', t.timezone, 'graceMinutes', t.grace_minutes,
          'whenMediaIsLate', t.when_media_is_late,
          'manual', jsonb_build_object(
            'answerMinutes', t.manual_answer_minutes, 'hideTitle', t.manual_hide_title,
            'remindMinutes', t.manual_remind_minutes, 'nextMinutes', t.manual_next_minutes,
            'managerMinutes', t.manual_manager_minutes, 'leaseMinutes', t.manual_lease_minutes,
            'quietFrom', t.manual_quiet_from, 'quietUntil', t.manual_quiet_until),
          'push', jsonb_build_object(
            'projectId', t.push_project_id, 'serviceAccount', t.push_service_account),
          'postiz', jsonb_build_object('baseUrl', t.postiz_base_url, 'apiKey', t.postiz_api_key,
            'keyFingerprint', t.postiz_key_fingerprint, 'refusedAt', k.refused_at)
        ) as tenant
      from postyard_deliveries d
      join postyard_channels c on c.id = d.channel_id and c.tenant_id = d.tenant_id
      join ${sql.identifier(tableOf(payload, settings.tenantsSlug))} t on t.id = d.tenant_id
      left join postyard_connections k on k.tenant = t.id::text
      where ${args.where}
      order by coalesce(d.next_attempt_at, d.scheduled_at), d.id`,
  )
  return found.map(({ channel, tenant, isLicensed, spacing, ...raw }) => ({
    row: toDeliveryRow(raw),
    channel,
    tenant,
    isLicensed,
    spacing,
  }))
}

const none = { connection: undefined, connectionFault: undefined }

/** A key that cannot be decrypted holds the delivery with that reason, instead of breaking every job of it. */
const openConnection = (
  payload: Payload,
  settings: Settings,
  tenant: TenantRecord,
): Pick<Loaded, 'connection' | 'connectionFault'> => {
  try {
    return { connection: readConnection({ payload, settings, tenant }), connectionFault: undefined }
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
 * Reads deliveries of a tenant with their surroundings, those that are due first; its connection is opened once for
 * all of them. Rows that are in none of the states in which there is something to do are left out, so that a job that
 * came too late or twice costs one look.
 */
export const loadDeliveries = async (
  args: Args & {
    /** Which of the tenant's deliveries, as a condition on the row `d`. */
    which: SQL
  },
): Promise<Loaded[]> => {
  const { payload } = args
  const settings = settingsOf(payload)
  const db = args.db ?? poolOf(payload)
  const found = await readSurroundings({
    payload,
    settings,
    db,
    where: sql`d.tenant_id = ${args.tenant} and d.state::text = any(${sql.param([...args.states])})
      and (${args.which})`,
  })
  const tenant = found[0]?.tenant
  if (!tenant) return []
  const isPostiz = found.some(({ channel }) => channel.kind === 'postiz')
  const opened = isPostiz ? openConnection(payload, settings, tenant) : none
  return found.map(({ row, channel, isLicensed, spacing }) => ({
    payload,
    settings,
    db,
    row,
    channel,
    facts: {
      ...toFacts(channel),
      settings: mergeSettings({
        channel,
        channelSettings: { [String(channel.id)]: channel.postSettings ?? {} },
      }),
    },
    tenant,
    isLicensed,
    ...(spacing ? { spacing } : {}),
    ...(channel.kind === 'postiz' ? opened : none),
    content: () => readContent({ payload, settings, tenant: row.tenant_id, delivery: row.id }),
  }))
}

/** As `loadDeliveries` for one; undefined where it is in none of the states. */
export const loadDelivery = async ({
  id,
  ...args
}: Args & { id: ID }): Promise<Loaded | undefined> =>
  (await loadDeliveries({ ...args, which: sql`d.id = ${id}` }))[0]
