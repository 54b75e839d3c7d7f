import type { CollectionSlug, Where } from 'payload'
import type { TenantRecord } from '../channels/readConnection.ts'
import type { Channel } from '../model/channel.ts'
import type { ID } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'

type Context = Pick<OperationContext, 'payload' | 'settings' | 'req'>

/** The clients of a calendar, by name. */
export const readClients = async (
  { payload, settings, req }: Context,
  tenants: ID[] | 'all',
): Promise<TenantRecord[]> => {
  const { docs } = await payload.find({
    collection: settings.tenantsSlug,
    where: tenants === 'all' ? {} : ({ id: { in: tenants } } as Where),
    depth: 0,
    pagination: false,
    sort: 'name',
    select: { name: true, timezone: true } as never,
    req,
  })
  return docs as unknown as TenantRecord[]
}

/** The channels of these clients, by their ids as text, with the hours and days in which they post nothing. */
export const readChannels = async (
  { payload, settings, req }: Context,
  tenants: readonly ID[],
): Promise<Map<string, Channel>> => {
  const { docs } = await payload.find({
    collection: settings.slugs.channels as CollectionSlug,
    where: { tenant: { in: tenants } } as Where,
    depth: 0,
    pagination: false,
    sort: 'name',
    select: {
      ...{ tenant: true, name: true, platform: true, timezone: true },
      ...{ blackouts: true, blackoutDates: true },
    } as never,
    req,
  })
  return new Map((docs as unknown as Channel[]).map((one) => [String(one.id), one]))
}
