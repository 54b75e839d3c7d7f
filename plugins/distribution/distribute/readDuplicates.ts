import { readTenant } from '../channels/readConnection.ts'
import type { Channel } from '../model/channel.ts'
import type { ID } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import { findDuplicates, tellDuplicates } from './findDuplicates.ts'
import type { PostRecord } from './readPost.ts'

/** The channels to which an earlier plan brings this post, as refusals tell of them. */
export const readDuplicates = async (args: {
  context: OperationContext
  post: PostRecord
  channels: Channel[]
  at: Date | ((channel: ID) => Date)
}): Promise<ReturnType<typeof tellDuplicates>> => {
  const { context, post, channels, at } = args
  const { db, payload, settings, req, now } = context
  const { tenant, id } = post
  const duplicates = await findDuplicates({ db, tenant, post: id, channels, at, now })
  if (duplicates.length === 0) return []
  const { timezone } = await readTenant({ payload, settings, tenant, req })
  return tellDuplicates({ duplicates, channels, timezone })
}
