import type { Payload, PayloadRequest } from 'payload'
import type { Actor } from '../model/changeState.ts'
import type { Channel, ChannelState } from '../model/channel.ts'
import { switchedOff } from '../model/channelReason.ts'
import { type Db, type ID, sql } from '../model/database.ts'
import type { ChannelEvent } from '../model/eventTypes.ts'
import { holdUnsent } from '../model/holdUnsent.ts'
import { importing } from '../model/hooks/guardChannel.ts'
import { logEvent } from '../model/logEvent.ts'
import type { Settings } from '../options.ts'
import { findSharers, type Sharer } from './findSharers.ts'
import { judgeAccounts, tellLoss } from './judgeAccounts.ts'
import type { ListedChannel } from './postiz/index.ts'
import type { TenantRecord } from './readConnection.ts'

export type Counts = { imported: number; changed: number; removed: number }

export type Followed = Counts & {
  /** True where several tenants share the organisation and this one names no customer group. */
  isGroupMissing: boolean
  /** The name of an account that is another tenant's channel, and so was left out. */
  foreignName?: string
}

type Ground = {
  payload: Payload
  settings: Settings
  /** Its transaction is the one of `db`. */
  req: PayloadRequest
  db: Db
  actor: Actor
  now: Date
}

const stateOf = (one: ListedChannel, before: Channel | undefined): ChannelState => {
  if (one.isDisabled) return 'disabled'
  // What Postiz does not tell (a token that has expired, a suspension of ours) stays as it was found out.
  return before && !['disabled', 'removed'].includes(before.state) ? before.state : 'active'
}

const factsOf = (one: ListedChannel, before: Channel | undefined) => {
  const state = stateOf(one, before)
  const kept = state === 'active' ? null : (before?.stateReason ?? null)
  return {
    picture: one.picture,
    profile: one.profile,
    platform: one.platform,
    accountName: one.name,
    // A name that staff have given stays; one that came from Postiz follows it.
    name: !before || before.name === before.accountName ? one.name : before.name,
    state,
    stateReason: state === 'disabled' ? switchedOff : kept,
  }
}

const differs = (before: Channel, data: Record<string, unknown>): boolean =>
  Object.entries(data).some(
    ([key, value]) => ((before as unknown as Record<string, unknown>)[key] ?? null) !== value,
  )

const readChannels = async ({ payload, settings, req }: Ground, where: object) => {
  const { docs } = await payload.find({
    collection: settings.slugs.channels,
    where: where as never,
    depth: 0,
    pagination: false,
    req,
  })
  return docs as unknown as Channel[]
}

const tell = (ground: Ground, tenant: ID, type: ChannelEvent, data: Record<string, unknown>) =>
  logEvent({
    db: ground.db,
    type: `distribution.channel.${type}`,
    tenant,
    actor: ground.actor,
    data,
  })

/** Writes on a channel what has changed about it, with an event for what a person should know. */
const change = async (ground: Ground, before: Channel, data: Partial<Channel>): Promise<void> => {
  const { payload, settings, req } = ground
  await payload.update({
    collection: settings.slugs.channels,
    id: before.id,
    data: data as never,
    depth: 0,
    req,
  })
  const { id: channel, tenant } = before
  if (data.state !== undefined && data.state !== before.state) {
    const { state, stateReason: reason } = data
    await tell(ground, tenant, state, { channel, name: before.name, from: before.state, reason })
  }
  if (
    data.accountName !== undefined &&
    before.accountName &&
    data.accountName !== before.accountName
  ) {
    const { accountName: to } = data
    await tell(ground, tenant, 'renamed', {
      channel,
      name: data.name,
      from: before.accountName,
      to,
    })
  }
}

/** Takes a channel from a tenant whose account it is not any more; what it has not sent yet waits. */
const remove = async (ground: Ground, channel: Channel, reason: string): Promise<void> => {
  const { db, actor, now } = ground
  const lost = { state: 'removed', stateReason: reason } as const
  await change(ground, channel, lost)
  await holdUnsent({ db, tenant: channel.tenant, channel: { ...channel, ...lost }, actor, now })
}

/**
 * Frees accounts that other tenants hold and that Postiz says are this tenant's: of the same organisation, and moved to
 * its group. Returns those that stay theirs.
 */
const freeMoved = async (
  ground: Ground,
  tenant: TenantRecord,
  own: ListedChannel[],
  sharers: Sharer[],
): Promise<Channel[]> => {
  const taken = await readChannels(ground, {
    and: [
      { integrationId: { in: own.map((one) => one.integrationId) } },
      { tenant: { not_equals: tenant.id } },
      { state: { not_equals: 'removed' } },
    ],
  })
  const groupId = tenant.postiz?.groupId
  const kept: Channel[] = []
  for (const channel of taken) {
    const listed = own.find((one) => one.integrationId === channel.integrationId)
    const holder = sharers.find((one) => one.tenant === channel.tenant)
    const isMoved =
      holder?.hasSameKey && groupId && listed?.group?.id === groupId && holder.groupId !== groupId
    if (isMoved) await remove(ground, channel, tellLoss(listed))
    else kept.push(channel)
  }
  return kept
}

/**
 * Brings a tenant's channels in line with what Postiz lists. A channel that is gone there, or is another client's now, is
 * marked, never deleted: its deliveries and receipts stay, and what was not sent waits with the reason.
 */
export const followListing = async (
  args: Ground & { tenant: TenantRecord; listed: ListedChannel[] },
): Promise<Followed> => {
  const { tenant, listed, ...ground } = args
  const { payload, req, db } = ground
  // One at a time, so that two tenants of one organisation see one another and no account comes in twice.
  await db.execute(sql`select pg_advisory_xact_lock(hashtext('postyard:import'))`)
  const integrationIds = listed.map((one) => one.integrationId)
  const sharers = await findSharers({ payload, db, tenant, integrationIds })
  const channels = await readChannels(ground, {
    and: [{ tenant: { equals: tenant.id } }, { kind: { equals: 'postiz' } }],
  })
  const known = new Map(channels.map((channel) => [channel.integrationId, channel]))
  const { own, isGroupMissing } = judgeAccounts({
    listed,
    groupId: tenant.postiz?.groupId,
    isAlone: sharers.length === 0,
    isKnown: (id) => (known.get(id)?.state ?? 'removed') !== 'removed',
  })
  const counts: Counts = { imported: 0, changed: 0, removed: 0 }
  req.context[importing] = true
  try {
    const foreign = await freeMoved(ground, tenant, own, sharers)
    const foreignIds = new Set(foreign.map((channel) => channel.integrationId))
    for (const one of own.filter(({ integrationId }) => !foreignIds.has(integrationId))) {
      const before = known.get(one.integrationId)
      known.delete(one.integrationId)
      const data = factsOf(one, before)
      if (!before) {
        await add(ground, tenant, one, data)
        counts.imported += 1
      } else if (differs(before, data)) {
        await change(ground, before, data)
        counts.changed += 1
      }
    }
    for (const gone of known.values()) {
      if (gone.state === 'removed') continue
      const still = listed.find((one) => one.integrationId === gone.integrationId)
      await remove(ground, gone, tellLoss(still))
      counts.removed += 1
    }
    const foreignName = own.find(({ integrationId }) => foreignIds.has(integrationId))?.name
    return { ...counts, isGroupMissing, foreignName }
  } finally {
    delete req.context[importing]
  }
}

const add = async (
  ground: Ground,
  tenant: TenantRecord,
  one: ListedChannel,
  data: ReturnType<typeof factsOf>,
): Promise<void> => {
  const { payload, settings, req } = ground
  const { integrationId } = one
  const made = await payload.create({
    collection: settings.slugs.channels,
    data: { ...data, tenant: tenant.id, kind: 'postiz', integrationId, settings: {} } as never,
    depth: 0,
    req,
  })
  await tell(ground, tenant.id, 'imported', { channel: made.id, name: data.name })
}
