import {
  type CollectionBeforeChangeHook,
  type PayloadRequest,
  ValidationError,
  type Where,
} from 'payload'
import { type ID, idOf } from '../../id.ts'
import type { Channel } from '../../model/channel.ts'
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
 * An influencer acts with the log-in of an influencer of the tenant, and publishes on its accounts, one for each platform;
 * looked at where they are new or others.
 *
 * @throws ValidationError (400), with each flaw at its field
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
    if (errors.length === 0) return data
    throw new ValidationError({ collection: collection.slug, errors }, req.t)
  }
