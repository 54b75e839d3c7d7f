import { DistributionError } from '../errors.ts'
import type { Channel } from '../model/channel.ts'
import { type ID, parseId } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'

/**
 * The channels of a tenant that a post is to go to, each once, in the order given.
 *
 * @throws CHANNEL_REQUIRED where none is given
 * @throws CHANNEL_NOT_FOUND where one is unknown or another tenant's
 * @throws CHANNEL_NOT_ACTIVE where one was removed at its platform
 */
export const chooseChannels = async (args: {
  context: OperationContext
  tenant: ID
  ids: unknown[]
}): Promise<Channel[]> => {
  const { context, tenant } = args
  if (args.ids.length === 0) {
    throw new DistributionError('CHANNEL_REQUIRED', 'Choose at least one channel for this post.')
  }
  const ids = [...new Set(args.ids.map(String))].map((id) => ({ id, parsed: parseId(context.payload, context.payload.db.defaultIDType === 'number' ? Number(id) : id) }))
  const known = ids.flatMap(({ parsed }) => (parsed === undefined ? [] : [parsed]))
  const { docs } = await context.payload.find({
    collection: context.settings.slugs.channels,
    where: { and: [{ id: { in: known } }, { tenant: { equals: tenant } }] },
    depth: 0,
    pagination: false,
    req: context.req,
  })
  const byId = new Map((docs as unknown as Channel[]).map((doc) => [String(doc.id), doc]))
  const missing = ids.filter(({ id }) => !byId.has(id))
  if (missing.length > 0) {
    throw new DistributionError(
      'CHANNEL_NOT_FOUND',
      `This tenant has no channel ${missing.map(({ id }) => `"${id.slice(0, 64)}"`).join(', ')}.`,
      { details: missing.map(({ id }) => ({ path: 'channels', code: 'CHANNEL_NOT_FOUND', message: id.slice(0, 64) })) },
    )
  }
  const chosen = ids.flatMap(({ id }) => byId.get(id) ?? [])
  const removed = chosen.filter((channel) => channel.state === 'removed')
  if (removed.length > 0) {
    throw new DistributionError(
      'CHANNEL_NOT_ACTIVE',
      `${removed.map((channel) => channel.name).join(', ')} was removed at its platform. Choose other channels.`,
    )
  }
  return chosen
}
