import { z } from 'zod'
import type { Place } from '../cursor.ts'
import { exampleIds } from '../exampleIds.ts'
import { ofTenants, onlyBehind, onlyIn } from '../listedTenants.ts'
import {
  type ChannelKind,
  type ChannelState,
  channelKinds,
  channelStates,
} from '../model/channel.ts'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { idOutput, instantOutput } from '../operation.ts'

/** A channel as operations answer with it: nothing by which its account could be reached. */
export const channelOutput = z
  .object({
    id: idOutput,
    tenant: idOutput,
    name: z.string(),
    platform: z.string(),
    kind: z.enum(channelKinds),
    state: z.enum(channelStates),
    stateReason: z.string().nullable(),
    accountName: z.string().nullable().meta({ description: 'What its account is called.' }),
    dailyCap: z.int().nullable().meta({
      description: "The most posts in 24 hours; null where the platform's own limit holds.",
    }),
    createdAt: instantOutput,
  })
  .meta({ component: 'Channel' })

export type ChannelRow = {
  id: ID
  tenant_id: ID
  name: string
  platform: string | null
  kind: ChannelKind
  state: ChannelState
  state_reason: string | null
  account_name: string | null
  daily_cap: number | null
  created_at: Date
}

export const toChannelAnswer = (row: ChannelRow): z.input<typeof channelOutput> => ({
  id: row.id,
  tenant: row.tenant_id,
  name: row.name,
  platform: row.platform ?? row.kind,
  kind: row.kind,
  state: row.state,
  stateReason: row.state_reason,
  accountName: row.account_name,
  dailyCap: row.daily_cap,
  createdAt: new Date(row.created_at).toISOString(),
})

/** As the reference shows it. */
export const exampleChannel: z.input<typeof channelOutput> = {
  id: exampleIds.postizChannel,
  tenant: exampleIds.tenant,
  name: 'Instagram',
  platform: 'instagram',
  kind: 'postiz',
  state: 'active',
  stateReason: null,
  accountName: 'marina.estates',
  dailyCap: null,
  createdAt: '2026-11-02T09:15:40.210Z',
}

type Filter = {
  tenants: ID[] | 'all'
  platform?: string[]
  kind?: ChannelKind[]
  state?: ChannelState[]
  after?: Place
  limit: number
}

/** A page of channels and one more, the newest first. */
export const readChannelRows = (db: Db, filter: Filter): Promise<ChannelRow[]> => {
  const { after } = filter
  return rows<ChannelRow>(
    db,
    sql`
      select c.id, c.tenant_id, c.name, c.platform, c.kind, c.state, c.state_reason, c.account_name,
        c.daily_cap::int as daily_cap, c.created_at
      from postyard_channels c
      where ${ofTenants(filter.tenants, sql`c.tenant_id`)} ${onlyIn(sql`c.platform`, filter.platform)}
        ${onlyIn(sql`c.kind`, filter.kind)} ${onlyIn(sql`c.state`, filter.state)}
        ${onlyBehind('c', after)}
      order by c.created_at desc, c.id desc
      limit ${filter.limit + 1}`,
  )
}
