import { postizChannel } from '../channels/postiz/index.ts'
import { readConnection, readTenant } from '../channels/readConnection.ts'
import { DistributionError } from '../errors.ts'
import type { Channel } from '../model/channel.ts'
import type { DeliveryRow } from '../model/rows.ts'
import type { OperationContext } from '../operation.ts'

/**
 * Asks Postiz once more what became of a delivery, before a person's word lets it be sent again: an outcome that nobody
 * could find out may have become clear meanwhile. Undefined where it is not live as far as Postiz knows, or nothing was
 * ever staged to ask about.
 *
 * @throws POSTIZ_UNREACHABLE where Postiz cannot be asked: then it could not be sent either
 */
export const lookOnceMore = async (
  context: OperationContext,
  row: DeliveryRow,
): Promise<{ externalId: string | null; externalUrl: string | null } | undefined> => {
  const { payload, settings, req } = context
  if (row.kind !== 'postiz' || !row.draft_at) return undefined
  const tenant = await readTenant({ payload, settings, tenant: row.tenant_id, req })
  const connection = readConnection({ payload, settings, tenant })
  if (!connection) return undefined
  const channel = (await payload.findByID({
    collection: settings.slugs.channels,
    id: row.channel_id,
    depth: 0,
    req,
  })) as unknown as Channel
  const found = await postizChannel.look({
    connection,
    channel: {
      id: String(channel.id),
      name: channel.name,
      platform: channel.platform,
      integrationId: channel.integrationId,
      settings: channel.settings ?? {},
    },
    draftAt: row.draft_at,
    draftId: row.draft_id,
    reference: String(row.id),
  })
  if (found.kind === 'unreachable') {
    throw new DistributionError(
      'POSTIZ_UNREACHABLE',
      `Postiz cannot be asked just now whether it is live meanwhile, so nothing is sent. ${found.message} Try again in a minute.`,
    )
  }
  const externalUrl = 'externalUrl' in found ? (found.externalUrl ?? null) : null
  if (found.kind === 'published') return { externalId: found.externalId ?? null, externalUrl }
  if (found.kind === 'error' && found.isLive) return { externalId: null, externalUrl }
  return undefined
}
