import type { SQL } from '@payloadcms/db-postgres/drizzle'
import type { Payload } from 'payload'
import type { Settings } from '../options.ts'
import type { Grant, GrantedForm, Holder, Subject } from '../plan/entitle/grant.ts'
import { type Db, type ID, rows, sql } from './database.ts'
import { tableOf } from './tableOf.ts'

type Raw = {
  id: ID
  holder: Holder['kind']
  user_id: ID | null
  key_id: ID | null
  subject: Subject['kind']
  post_id: ID | null
  series: string | null
  channel_scope: 'all' | 'listed'
  channels: ID[] | null
  allow_redistribution: boolean | null
  form: GrantedForm['kind']
  excerpt_graphemes: number | null
  includes_media: boolean | null
  valid_from: string | Date | null
  valid_until: string | Date | null
  revoked_at: string | Date | null
}

const toDate = (value: string | Date | null): Date | null =>
  value === null ? null : new Date(value)

const toHolder = ({ holder, user_id, key_id }: Raw): Holder =>
  holder === 'user' || holder === 'key'
    ? { kind: holder, id: String(holder === 'user' ? user_id : key_id) }
    : { kind: holder }

const toSubject = ({ subject, post_id, series }: Raw): Subject => {
  if (subject === 'post') return { kind: 'post', id: String(post_id) }
  if (subject === 'series') return { kind: 'series', name: series ?? '' }
  return { kind: 'everything' }
}

const toGrant = (raw: Raw): Grant => ({
  id: String(raw.id),
  holder: toHolder(raw),
  subject: toSubject(raw),
  channels: raw.channel_scope === 'all' ? 'all' : (raw.channels ?? []).map(String),
  allowRedistribution: raw.allow_redistribution === true,
  form:
    raw.form === 'full'
      ? { kind: 'full' }
      : {
          kind: 'excerpt',
          graphemes: raw.excerpt_graphemes ?? 0,
          includesMedia: raw.includes_media === true,
        },
  validFrom: toDate(raw.valid_from),
  validUntil: toDate(raw.valid_until),
  revokedAt: toDate(raw.revoked_at),
})

type Args = { db: Db; payload: Payload; settings: Settings; tenant: ID }

const read = async ({ db, payload, settings, tenant }: Args, where: SQL, end: SQL = sql``) => {
  const channel = sql.identifier(`${tableOf(payload, settings.slugs.channels)}_id`)
  const found = await rows<Raw>(
    db,
    sql`
      select e.id, e.holder, e.user_id, e.key_id, e.subject, e.post_id, e.series, e.channel_scope,
        e.allow_redistribution, e.form, e.excerpt_graphemes::int as excerpt_graphemes, e.includes_media,
        e.valid_from, e.valid_until, e.revoked_at,
        (select jsonb_agg(r.${channel}) from postyard_entitlements_rels r
          where r.parent_id = e.id and r.path = 'allowedChannels') as channels
      from postyard_entitlements e
      where e.tenant_id = ${tenant} and ${where} ${end}`,
  )
  return found.map(toGrant)
}

/** What has been granted for a post or for all that it is among, to whomever, also what is over. */
export const readGrantsFor = (
  args: Args & { post: { id: ID; series: string | null } },
): Promise<Grant[]> => {
  const { id, series } = args.post
  const ofPost = id === '' ? sql`` : sql`or (e.subject = 'post' and e.post_id = ${id})`
  return read(
    args,
    sql`(e.subject = 'everything' or (e.subject = 'series' and e.series = ${series}) ${ofPost})`,
  )
}

/**
 * Entitlements as they stand now, by id as text. With `isLocked` they stay so until the transaction of `db` ends: whoever
 * revokes or narrows one of them waits for it, and whoever comes after that reads it narrowed.
 */
export const readGrants = async (
  args: Args & { ids: ID[]; isLocked?: boolean },
): Promise<Map<string, Grant>> => {
  const { db, tenant, ids } = args
  if (ids.length === 0) return new Map()
  const which = sql`e.id = any(${sql.param(ids)})`
  if (args.isLocked) {
    // A statement of its own: what is read after it is what stands after the wait for the lock.
    await db.execute(sql`
      select e.id from postyard_entitlements e
      where e.tenant_id = ${tenant} and ${which} order by e.id for share`)
  }
  const found = await read(args, which)
  return new Map(found.map((grant) => [grant.id, grant]))
}
