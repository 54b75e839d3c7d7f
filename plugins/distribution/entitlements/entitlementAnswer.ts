import { z } from 'zod'
import type { Place } from '../cursor.ts'
import { exampleIds } from '../exampleIds.ts'
import { ofTenants, onlyBehind, onlyWith } from '../listedTenants.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { idOutput, instantOutput } from '../operation.ts'

/** Whom an entitlement is for, what for, and how much of it. */
export const holders = ['api-agents', 'staff', 'user', 'key'] as const
export const subjects = ['everything', 'series', 'post'] as const
export const forms = ['full', 'excerpt'] as const

/** An entitlement as operations answer with it. */
export const entitlementOutput = z
  .object({
    id: idOutput,
    tenant: idOutput,
    title: z.string(),
    holder: z.enum(holders),
    user: idOutput.nullable(),
    key: idOutput.nullable(),
    subject: z.enum(subjects),
    series: z.string().nullable(),
    post: idOutput.nullable(),
    allowedChannels: z
      .array(idOutput)
      .nullable()
      .meta({ description: 'Null: all channels of the client.' }),
    allowRedistribution: z.boolean(),
    form: z.enum(forms),
    excerptGraphemes: z.int().nullable(),
    includesMedia: z
      .boolean()
      .meta({ description: 'Of an excerpt; the whole post has its media.' }),
    validFrom: instantOutput.nullable(),
    validUntil: instantOutput.nullable(),
    note: z.string().nullable(),
    revokedAt: instantOutput.nullable(),
    revokedBy: z.string().nullable().meta({ description: 'The name of who revoked it.' }),
    createdAt: instantOutput,
  })
  .meta({ component: 'Entitlement' })

export type EntitlementAnswer = z.input<typeof entitlementOutput>

type Instant = Date | string | null

type Row = {
  id: ID
  tenant_id: ID
  title: string
  holder: (typeof holders)[number]
  user_id: ID | null
  key_id: ID | null
  subject: (typeof subjects)[number]
  series: string | null
  post_id: ID | null
  channel_scope: 'all' | 'listed'
  channels: ID[] | null
  allow_redistribution: boolean | null
  form: (typeof forms)[number]
  excerpt_graphemes: number | null
  includes_media: boolean | null
  valid_from: Instant
  valid_until: Instant
  note: string | null
  revoked_at: Instant
  revoked_by_name: string | null
  created_at: Date | string
}

const instant = (at: Instant): string | null => at && new Date(at).toISOString()

export const toEntitlementAnswer = (row: Row): EntitlementAnswer => ({
  id: row.id,
  tenant: row.tenant_id,
  title: row.title,
  holder: row.holder,
  user: row.user_id,
  key: row.key_id,
  subject: row.subject,
  series: row.series,
  post: row.post_id,
  allowedChannels: row.channel_scope === 'all' ? null : (row.channels ?? []),
  allowRedistribution: row.allow_redistribution === true,
  form: row.form,
  excerptGraphemes: row.excerpt_graphemes,
  includesMedia: row.includes_media === true,
  validFrom: instant(row.valid_from),
  validUntil: instant(row.valid_until),
  note: row.note,
  revokedAt: instant(row.revoked_at),
  revokedBy: row.revoked_by_name,
  createdAt: new Date(row.created_at).toISOString(),
})

/** Whose entitlements somebody sees: of the tenants in which they are a program, only what they hold. */
export type Reader = {
  tenants: ID[] | 'all'
  asProgram: ID[]
  user?: ID
  key?: ID
}

const mayRead = ({ tenants, asProgram, user, key }: Reader) => sql`
  ${ofTenants(tenants, sql`e.tenant_id`)} and (
    e.tenant_id <> all(${sql.param(asProgram)}) or e.holder = 'api-agents'
    or e.user_id = ${user ?? null} or e.key_id = ${key ?? null})`

/** A page of entitlements and one more, the newest first. `channelColumn` names a channel in the table of relations. */
export const readEntitlementRows = (
  db: Db,
  filter: Reader & {
    channelColumn: string
    id?: ID
    post?: ID
    after?: Place
    limit: number
  },
): Promise<Row[]> => {
  const { after } = filter
  return rows<Row>(
    db,
    sql`
      select e.id, e.tenant_id, e.title, e.holder, e.user_id, e.key_id, e.subject, e.series, e.post_id,
        e.channel_scope, e.allow_redistribution, e.form, e.excerpt_graphemes::int as excerpt_graphemes,
        e.includes_media, e.valid_from, e.valid_until, e.note, e.revoked_at, e.revoked_by_name, e.created_at,
        (select jsonb_agg(r.${sql.identifier(filter.channelColumn)} order by r."order")
          from postyard_entitlements_rels r where r.parent_id = e.id and r.path = 'allowedChannels') as channels
      from postyard_entitlements e
      where ${mayRead(filter)} ${onlyWith(sql`e.id`, filter.id)} ${onlyWith(sql`e.post_id`, filter.post)}
        ${onlyBehind('e', after)}
      order by e.created_at desc, e.id desc
      limit ${filter.limit + 1}`,
  )
}

/** As the reference shows it. */
export const exampleEntitlement: EntitlementAnswer = {
  id: exampleIds.entitlement,
  tenant: exampleIds.tenant,
  title: 'Newsletter program, sharks',
  holder: 'key',
  user: null,
  key: exampleIds.key,
  subject: 'series',
  series: 'sharks',
  post: null,
  allowedChannels: [exampleIds.channel],
  allowRedistribution: false,
  form: 'excerpt',
  excerptGraphemes: 280,
  includesMedia: false,
  validFrom: null,
  validUntil: '2027-01-01T00:00:00.000Z',
  note: 'Contract 2026-117.',
  revokedAt: null,
  revokedBy: null,
  createdAt: '2026-11-23T09:00:00.000Z',
}
