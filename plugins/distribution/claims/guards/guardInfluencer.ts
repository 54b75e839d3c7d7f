import {
  APIError,
  type CollectionBeforeChangeHook,
  type PayloadRequest,
  ValidationError,
  type Where,
} from 'payload'
import { type ID, idOf } from '../../id.ts'
import type { Channel } from '../../model/channel.ts'
import { dbOf, rows, sql } from '../../model/database.ts'
import { tenantOf } from '../../model/tenantOf.ts'
import type { Settings } from '../../options.ts'
import { platformOfChannel } from '../platformOfChannel.ts'

type Flaw = { path: string; message: string }

const findUserFlaw = async (args: {
  settings: Settings
  req: PayloadRequest
  user: ID
  tenant: string | undefined
}): Promise<Flaw | undefined> => {
  const { settings, req, user: id, tenant } = args
  const user = await req.payload.findByID({
    ...{ collection: settings.usersSlug, id, depth: 0, disableErrors: true, req },
  })
  const held = user ? settings.standingOf({ ...user }).roles : []
  const isInfluencer = held.some(
    (one) => String(one.tenant) === tenant && one.roles.includes('influencer'),
  )
  if (isInfluencer) return undefined
  return {
    path: 'user',
    message: 'Choose somebody who has the role of an influencer of this client; give it first.',
  }
}

const findChannelFlaw = async (args: {
  settings: Settings
  req: PayloadRequest
  ids: ID[]
  tenant: string | undefined
}): Promise<Flaw | undefined> => {
  const { settings, req, ids, tenant } = args
  const where: Where = { id: { in: ids } }
  const { docs } = await req.payload.find({
    ...{ collection: settings.slugs.channels, where, depth: 0, pagination: false, req },
  })
  const channels = (docs as unknown as Channel[]).filter((one) => tenantOf(one) === tenant)
  const path = 'channels'
  if (channels.length < new Set(ids.map(String)).size) {
    return { path, message: 'Choose accounts of this client.' }
  }
  const platforms = channels.flatMap(({ platform }) => platformOfChannel(platform) ?? [])
  const twice = platforms.find((one, at) => platforms.indexOf(one) !== at)
  if (twice === undefined) return undefined
  return { path, message: `Choose one account for each platform; there are several of ${twice}.` }
}

/**
 * An account is of one influencer alone: they are asked to post there. Whoever else gives it to somebody waits until this
 * transaction ends.
 *
 * @throws CHANNEL_TAKEN (409)
 */
const refuseTaken = async (req: PayloadRequest, ids: ID[], own: ID | undefined): Promise<void> => {
  const db = await dbOf(req)
  await db.execute(sql`
    select id from postyard_channels where id = any(${sql.param(ids)}) order by id for no key update`)
  const [taken] = await rows<{ account: string; owner: string }>(
    db,
    sql`
      select coalesce(nullif(h.account_name, ''), h.name) as account, i.name as owner
      from postyard_channels h
      join postyard_influencers_rels r on r.postyard_channels_id = h.id and r.path = 'channels'
      join postyard_influencers i on i.id = r.parent_id and i.tenant_id = h.tenant_id
      where h.id = any(${sql.param(ids)}) ${own === undefined ? sql`` : sql`and i.id <> ${own}`}
      order by h.id limit 1`,
  )
  if (!taken) return
  const message = `The account ${taken.account} is ${taken.owner}’s. Take it away from them first, or choose another one.`
  throw new APIError(message, 409, { code: 'CHANNEL_TAKEN' }, true)
}

/**
 * An influencer acts with the log-in of an influencer of the tenant, and publishes on its accounts, one for each platform;
 * looked at where they are new or others.
 *
 * @throws ValidationError (400), with each flaw at its field; CHANNEL_TAKEN (409)
 */
export const guardInfluencer =
  (settings: Settings): CollectionBeforeChangeHook =>
  async ({ collection, data, originalDoc, req }) => {
    const tenant = tenantOf(data) ?? tenantOf(originalDoc)
    const user = idOf(data.user)
    const isOther = user !== undefined && user !== idOf(originalDoc?.user)
    const ids = (Array.isArray(data.channels) ? data.channels : []).flatMap(
      (one) => idOf(one) ?? [],
    )
    const errors = [
      isOther ? await findUserFlaw({ settings, req, user, tenant }) : undefined,
      ids.length > 0 ? await findChannelFlaw({ settings, req, ids, tenant }) : undefined,
    ].filter((flaw) => flaw !== undefined)
    if (errors.length > 0) {
      throw new ValidationError({ collection: collection.slug, errors }, req.t)
    }
    const had = new Set((originalDoc?.channels ?? []).map((one: unknown) => String(idOf(one))))
    const added = ids.filter((id) => !had.has(String(id)))
    if (added.length > 0) await refuseTaken(req, added, idOf(originalDoc))
    return data
  }
