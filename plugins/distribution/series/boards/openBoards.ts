import type { CollectionSlug } from 'payload'
import { readTenant } from '../../channels/readConnection.ts'
import { idOf } from '../../id.ts'
import type { Channel } from '../../model/channel.ts'
import type { ID } from '../../model/database.ts'
import type { SeriesRecord } from '../../model/series.ts'
import type { OperationContext } from '../../operation.ts'
import { nameBoard } from '../../plan/series/index.ts'
import type { Permission } from '../../security/permissions.ts'
import { ownedSeries } from '../ownedSeries.ts'
import { toDayOptions } from '../watchman/dayOptions.ts'
import { boardTool } from './boardTool.ts'

/**
 * The series that an operation is about, the name of its board, and those of its channels that have boards.
 *
 * @throws NOT_FOUND, FORBIDDEN as `findOwned`
 */
export const openBoards = async (args: {
  context: OperationContext
  id: unknown
  permission: Permission
}): Promise<{
  series: SeriesRecord & { id: ID; tenant: ID }
  wanted: string
  channels: Channel[]
}> => {
  const { context, id, permission } = args
  const { payload, settings, req } = context
  const series = await ownedSeries(context, id, permission)
  const { series: options } = await readTenant({ payload, settings, req, tenant: series.tenant })
  const wanted = nameBoard({
    slug: series.slug,
    template: toDayOptions(options).boardTemplate,
    exception: series.boardName ?? null,
  })
  const ids = (series.channels ?? []).flatMap((one) => idOf(one) ?? [])
  const { docs } = await payload.find({
    collection: settings.slugs.channels as CollectionSlug,
    where: { and: [{ id: { in: ids } }, { tenant: { equals: series.tenant } }] },
    depth: 0,
    pagination: false,
    req,
  })
  const channels = (docs as unknown as Channel[]).filter((one) => boardTool(one) !== undefined)
  return { series, wanted, channels }
}
