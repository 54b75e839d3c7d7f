import { DistributionError } from '../../errors.ts'
import type { Channel } from '../../model/channel.ts'
import type { OperationContext } from '../../operation.ts'
import { createPostizClient, type PostizClient } from '../postiz/index.ts'
import { readConnection, readTenant } from '../readConnection.ts'

/** How long a person waits for what Postiz says of an account, in ms. */
const patienceMs = 10_000

/**
 * Opens the Postiz of a channel, to ask it about that account.
 *
 * @throws POSTIZ_NOT_CONNECTED
 */
export const askPostiz = async (
  {
    payload,
    settings,
    req,
  }: Pick<OperationContext, 'payload' | 'settings'> & Partial<Pick<OperationContext, 'req'>>,
  channel: Channel,
): Promise<{ client: PostizClient; integrationId: string }> => {
  const tenant = await readTenant({ payload, settings, tenant: channel.tenant, req })
  const connection = readConnection({ payload, settings, tenant })
  const { integrationId } = channel
  if (!connection || !integrationId) {
    throw new DistributionError(
      'POSTIZ_NOT_CONNECTED',
      `${tenant.name} is not connected to Postiz, so nothing can be asked about ${channel.name}. Connect it first.`,
    )
  }
  const timeoutMs = Math.min(settings.postizTimeoutMs, patienceMs)
  return { client: createPostizClient({ ...connection, timeoutMs }), integrationId }
}
