import { DistributionError } from '../errors.ts'
import type { Channel, ChannelState } from '../model/channel.ts'
import { type ID, sql } from '../model/database.ts'
import { importing } from '../model/guardChannel.ts'
import type { OperationContext } from '../operation.ts'
import { type ListedChannel, listChannels } from './postiz/index.ts'
import { readConnection, readTenant, type TenantRecord } from './readConnection.ts'

type Counts = { imported: number; changed: number; removed: number }

/** How many tenants share the Postiz organisation of this one, itself included. */
const countSharers = async (context: OperationContext, tenant: TenantRecord): Promise<number> => {
  const { totalDocs } = await context.payload.count({
    collection: context.settings.tenantsSlug,
    where: { 'postiz.keyFingerprint': { equals: tenant.postiz?.keyFingerprint ?? '' } },
    req: context.req,
  })
  return totalDocs
}

/**
 * The channels of a Postiz organisation that are this tenant's: those of its customer group; those of no group only
 * where the organisation serves no other tenant.
 *
 * @throws POSTIZ_GROUP_REQUIRED where tenants share an organisation and this one names no group
 */
const ownChannels = async (
  context: OperationContext,
  tenant: TenantRecord,
  listed: ListedChannel[],
): Promise<ListedChannel[]> => {
  const groupId = tenant.postiz?.groupId
  const isAlone = (await countSharers(context, tenant)) <= 1
  if (groupId) {
    return listed.filter((one) => one.group?.id === groupId || (isAlone && one.group === null))
  }
  if (isAlone) return listed.filter((one) => one.group === null)
  throw new DistributionError(
    'POSTIZ_GROUP_REQUIRED',
    'Several clients use this Postiz organisation. Name the customer group of this client in Postiz.',
  )
}

/**
 * An account that is another client's channel already stays there.
 *
 * @throws POSTIZ_GROUP_REQUIRED, naming the account
 */
const refuseForeign = async (
  context: OperationContext,
  tenant: TenantRecord,
  own: ListedChannel[],
): Promise<void> => {
  const { docs } = await context.payload.find({
    collection: context.settings.slugs.channels,
    where: {
      and: [
        { integrationId: { in: own.map((one) => one.integrationId) } },
        { tenant: { not_equals: tenant.id } },
        { state: { not_equals: 'removed' } },
      ],
    },
    depth: 0,
    limit: 1,
    req: context.req,
  })
  const taken = docs[0] as unknown as Channel | undefined
  const name = own.find((one) => one.integrationId === taken?.integrationId)?.name
  if (!taken) return
  throw new DistributionError(
    'POSTIZ_GROUP_REQUIRED',
    `The account "${name}" belongs to another client already. Sort the accounts into customer groups in Postiz, and name this client's group.`,
  )
}

const stateOf = (one: ListedChannel, before: Channel | undefined): ChannelState => {
  if (one.isDisabled) return 'disabled'
  // What Postiz does not tell (a token that has expired, a suspension of ours) stays as it was found out.
  return before && !['disabled', 'removed'].includes(before.state) ? before.state : 'active'
}

/**
 * Brings a tenant's channels in line with Postiz. A channel that is gone there is marked, never deleted: its
 * deliveries and receipts stay.
 *
 * @throws POSTIZ_NOT_CONNECTED, POSTIZ_REFUSED, POSTIZ_UNREACHABLE, POSTIZ_GROUP_REQUIRED
 */
export const importChannels = async (args: {
  context: OperationContext
  tenant: ID
}): Promise<Counts> => {
  const { context } = args
  const { payload, settings, req } = context
  const tenant = await readTenant({ payload, settings, tenant: args.tenant, req })
  const connection = readConnection(settings, tenant)
  if (!connection) {
    throw new DistributionError(
      'POSTIZ_NOT_CONNECTED',
      `${tenant.name} is not connected to Postiz. Connect it first.`,
    )
  }
  const listing = await listChannels({ connection })
  if (listing.kind === 'refused') {
    throw new DistributionError(
      listing.isReachable ? 'POSTIZ_REFUSED' : 'POSTIZ_UNREACHABLE',
      listing.message,
    )
  }
  // One import at a time, so that two tenants of one organisation see one another and no account comes in twice.
  await context.db.execute(sql`select pg_advisory_xact_lock(hashtext('postyard:import'))`)
  const own = await ownChannels(context, tenant, listing.channels)
  await refuseForeign(context, tenant, own)
  const { docs } = await payload.find({
    collection: settings.slugs.channels,
    where: { and: [{ tenant: { equals: tenant.id } }, { kind: { equals: 'postiz' } }] },
    depth: 0,
    pagination: false,
    req,
  })
  const known = new Map((docs as unknown as Channel[]).map((doc) => [doc.integrationId, doc]))
  const counts: Counts = { imported: 0, changed: 0, removed: 0 }
  req.context[importing] = true
  try {
    for (const one of own) {
      const before = known.get(one.integrationId)
      known.delete(one.integrationId)
      const state = stateOf(one, before)
      const data = {
        picture: one.picture,
        profile: one.profile,
        platform: one.platform,
        state,
        stateReason:
          state === 'disabled'
            ? 'It is switched off in Postiz. Switch it on there, then import the channels again.'
            : state === 'active'
              ? null
              : before?.stateReason,
      }
      if (!before) {
        await payload.create({
          collection: settings.slugs.channels,
          data: {
            ...data,
            tenant: tenant.id,
            name: one.name,
            kind: 'postiz',
            integrationId: one.integrationId,
            settings: {},
          } as never,
          req,
        })
        counts.imported += 1
      } else if (differs(before, data)) {
        await payload.update({
          collection: settings.slugs.channels,
          id: before.id,
          data: data as never,
          req,
        })
        counts.changed += 1
      }
    }
    for (const gone of known.values()) {
      if (gone.state === 'removed') continue
      await payload.update({
        collection: settings.slugs.channels,
        id: gone.id,
        data: {
          state: 'removed',
          stateReason: 'Postiz does not list it for this client any more.',
        } as never,
        req,
      })
      counts.removed += 1
    }
  } finally {
    delete req.context[importing]
  }
  return counts
}

const differs = (before: Channel, data: Record<string, unknown>): boolean =>
  Object.entries(data).some(
    ([key, value]) => (before as unknown as Record<string, unknown>)[key] !== value,
  )
