import type { Payload } from 'payload'
import { system } from '../../model/changeState.ts'
import { type ID, inTransaction, poolOf } from '../../model/database.ts'
import { settingsOf } from '../../settings.ts'
import { followListing } from '../followListing.ts'
import { groupMissing, tellForeign } from '../judgeAccounts.ts'
import { listChannels } from '../postiz/index.ts'
import { readConnection, readTenant } from '../readConnection.ts'
import { noteFailure, noteListing, noteRefusal } from './noteCheck.ts'
import { watchTimes } from './watchTimes.ts'

type Args = { payload: Payload; tenant: ID; now: () => Date }

/**
 * Asks a tenant's Postiz for its accounts, and brings its channels in line: disabled, switched on again, renamed,
 * removed, moved to another group. A Postiz that cannot be asked changes no channel; one that refuses the key twice in a
 * row holds what is due.
 */
export const checkConnection = async ({ payload, tenant: id, now }: Args): Promise<void> => {
  const settings = settingsOf(payload)
  const tenant = await readTenant({ payload, settings, tenant: id })
  const connection = readConnection({ payload, settings, tenant })
  if (!connection) return
  const listing = await listChannels({ connection })
  if (listing.kind === 'refused') {
    const { code, message } = listing
    const note = code === 'POSTIZ_KEY_REFUSED' ? noteRefusal : noteFailure
    await inTransaction({ payload }, ({ db }) => note({ db, tenant: id, now: now(), message }))
    return
  }
  await inTransaction({ payload }, async ({ db, req }) => {
    const followed = await followListing({
      payload,
      settings,
      req,
      db,
      actor: system,
      now: now(),
      tenant,
      listed: listing.channels,
    })
    const { isGroupMissing, foreignName } = followed
    const told = isGroupMissing
      ? groupMissing
      : foreignName === undefined
        ? undefined
        : tellForeign(foreignName)
    const checkMinutes = settings.checkChannelsMinutes
    await noteListing({ db, tenant: id, now: now(), checkMinutes, message: told })
  })
  await watchTimes({ db: poolOf(payload), tenant: id, connection })
}
