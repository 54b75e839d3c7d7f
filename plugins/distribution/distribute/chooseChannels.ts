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
  const { payload } = context
  const given = args.ids.map(String).map((text) => ({
    text,
    id: parseId(payload, text),
  }))
  const wanted = [...new Set(given.flatMap(({ id }) => id ?? []))]
  const { docs } = await payload.find({
    collection: context.settings.slugs.channels,
    where: { and: [{ id: { in: wanted } }, { tenant: { equals: tenant } }] },
    depth: 0,
    pagination: false,
    req: context.req,
  })
  const byId = new Map((docs as unknown as Channel[]).map((doc) => [String(doc.id), doc]))
  const missing = given.filter(({ id }) => id === undefined || !byId.has(String(id)))
  if (missing.length > 0) {
    throw new DistributionError(
      'CHANNEL_NOT_FOUND',
      `This tenant has no channel ${missing.map(({ text }) => `"${text.slice(0, 64)}"`).join(', ')}. Choose others.`,
      {
        details: missing.map(({ text }) => ({
          path: 'channels',
          code: 'CHANNEL_NOT_FOUND',
          message: text.slice(0, 64),
        })),
      },
    )
  }
  const chosen = wanted.flatMap((id) => byId.get(String(id)) ?? [])
  const removed = chosen.filter((channel) => channel.state === 'removed')
  if (removed.length > 0) {
    throw new DistributionError(
      'CHANNEL_NOT_ACTIVE',
      `${removed.map((channel) => channel.name).join(', ')} was removed at its platform. Choose other channels.`,
    )
  }
  return chosen
}
