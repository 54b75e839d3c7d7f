import { DistributionError } from '../errors.ts'
import { findOwned } from '../findOwned.ts'
import type { Channel, ChannelKind } from '../model/channel.ts'
import type { ID } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import type { Permission } from '../security/permissions.ts'

/**
 * The channel of one kind that an operation is about, with what is sealed in it.
 *
 * @throws NOT_FOUND, FORBIDDEN as `findOwned`
 * @throws CHANNEL_OF_OTHER_KIND where it is reached in another way
 */
export const ownedChannel = async (args: {
  context: OperationContext
  id: unknown
  kind: ChannelKind
  permission?: Permission
}): Promise<Channel & { id: ID; tenant: ID }> => {
  const { context, id, kind, permission = 'channels.connect' } = args
  const channel = await findOwned<Channel>({
    context,
    collection: 'channels',
    id,
    permission,
    what: 'channel',
  })
  if (channel.kind === kind) return channel
  throw new DistributionError(
    'CHANNEL_OF_OTHER_KIND',
    `${channel.name} is no channel of this kind. Make one of the kind "${kind}".`,
  )
}
