import { createPostizClient } from '../api/client.ts'
import type { PostizConnection } from '../api/connection.ts'
import { isReachable } from '../api/isReachable.ts'

/** One connected account of an organisation. `group` is the customer group it is sorted into, if any. */
export type ListedChannel = {
  integrationId: string
  name: string
  /** Postiz's identifier of the platform, such as `linkedin-page`. */
  platform: string
  picture: string | null
  isDisabled: boolean
  group: { id: string; name: string } | null
  /** The account's name on the platform. */
  profile: string | null
}

/** `isReachable` tells a refusal by Postiz, which asks for a change, from an answer that never came. */
export type ChannelListing =
  | { kind: 'listed'; channels: ListedChannel[] }
  | { kind: 'refused'; isReachable: boolean; code: string; message: string; retryAfterMs?: number }

type Args = { connection: PostizConnection; group?: string; signal?: AbortSignal }

/**
 * The connected accounts of an organisation, or of one customer group of it. Accounts removed in Postiz are
 * missing; one whose log-in at the platform has run out is not told apart, since Postiz does not say it.
 * Refusals have the codes of `readError`.
 */
export const listChannels = async ({
  connection,
  group,
  signal,
}: Args): Promise<ChannelListing> => {
  const reply = await createPostizClient(connection).listIntegrations({ group, signal })
  if (!reply.ok) {
    const { code, message, retryAfterMs } = reply.fault
    return { kind: 'refused', isReachable: isReachable(reply.fault), code, message, retryAfterMs }
  }
  const channels = reply.value.map((integration) => ({
    integrationId: integration.id,
    name: integration.name,
    platform: integration.identifier,
    picture: integration.picture || null,
    isDisabled: integration.disabled ?? false,
    group: integration.customer ?? null,
    profile: integration.profile || null,
  }))
  return { kind: 'listed', channels }
}
