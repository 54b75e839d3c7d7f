import { DistributionError } from '../errors.ts'
import { type ID, poolOf } from '../model/database.ts'
import type { OperationContext } from '../operation.ts'
import { type Counts, followListing } from './followListing.ts'
import { groupMissing, tellForeign } from './judgeAccounts.ts'
import { listChannels } from './postiz/index.ts'
import { readConnection, readTenant } from './readConnection.ts'
import { hurryCheck, noteListing } from './watch/noteCheck.ts'

/**
 * Brings a tenant's channels in line with Postiz at once.
 *
 * @throws POSTIZ_NOT_CONNECTED, POSTIZ_REFUSED, POSTIZ_UNREACHABLE, POSTIZ_GROUP_REQUIRED
 */
export const importChannels = async (args: {
  context: OperationContext
  tenant: ID
}): Promise<Counts> => {
  const { payload, settings, req, db, caller, now } = args.context
  const tenant = await readTenant({ payload, settings, tenant: args.tenant, req })
  const connection = readConnection({ payload, settings, tenant })
  if (!connection) {
    throw new DistributionError(
      'POSTIZ_NOT_CONNECTED',
      `${tenant.name} is not connected to Postiz. Connect it first.`,
    )
  }
  const listing = await listChannels({ connection })
  if (listing.kind === 'refused') {
    // Beside this transaction, which ends here: that the key is refused holds what is due, and everybody is told.
    if (listing.code === 'POSTIZ_KEY_REFUSED') {
      await hurryCheck({ db: poolOf(payload), tenant: tenant.id, now })
    }
    throw new DistributionError(
      listing.isReachable ? 'POSTIZ_REFUSED' : 'POSTIZ_UNREACHABLE',
      listing.message,
    )
  }
  const { isGroupMissing, foreignName, ...counts } = await followListing({
    payload,
    settings,
    req,
    db,
    actor: caller.actor,
    now,
    tenant,
    listed: listing.channels,
  })
  if (isGroupMissing) throw wantsGroup(groupMissing)
  if (foreignName !== undefined) throw wantsGroup(tellForeign(foreignName))
  await noteListing({ db, tenant: tenant.id, now, checkMinutes: settings.checkChannelsMinutes })
  return counts
}

/** The group is to be chosen, says the form at its field. */
const wantsGroup = (message: string): DistributionError =>
  new DistributionError('POSTIZ_GROUP_REQUIRED', message, {
    details: [{ path: 'groupId', code: 'POSTIZ_GROUP_REQUIRED', message }],
  })
