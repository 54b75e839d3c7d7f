import type { Db } from '../../model/database.ts'
import type { StandingClaim } from '../claimRows.ts'
import { platformOfChannel } from '../platformOfChannel.ts'
import { chooseAccounts } from './chooseAccounts.ts'
import type { Going } from './planClaim.ts'

/**
 * Where a claim goes that has something planned, each account at its time: where it is planned anew, nothing of it is
 * forgotten, not even a platform that has refused.
 *
 * @throws CHANNEL_NOT_FOUND where the influencer has no account any more on one of them
 */
export const goingAgain = async (db: Db, claim: StandingClaim): Promise<Going[]> => {
  const times = new Map(
    claim.deliveries
      .filter(({ state }) => state !== 'cancelled')
      .map(({ platform, at }) => [platformOfChannel(platform), new Date(at)]),
  )
  const platforms = (claim.platforms ?? []).filter((platform) => times.has(platform))
  if (platforms.length === 0) return []
  const accounts = await chooseAccounts(db, claim, platforms)
  return accounts.flatMap((account): Going[] => {
    const at = times.get(account.platform)
    return at ? [{ ...account, at }] : []
  })
}
