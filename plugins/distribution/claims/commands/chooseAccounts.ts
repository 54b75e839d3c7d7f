import { DistributionError } from '../../errors.ts'
import { type ClaimPlatform, claimPlatforms } from '../../model/claims.ts'
import { type Db, rows, sql } from '../../model/database.ts'
import type { StandingClaim } from '../claimRows.ts'
import { type Account, readAccounts } from '../readAccounts.ts'

export type ChosenAccount = Account & { platform: ClaimPlatform }

/**
 * The accounts of a claim's influencer on these platforms; on all where they have one, if none is named.
 *
 * @throws CHANNEL_NOT_FOUND naming each platform where they have none
 */
export const chooseAccounts = async (
  db: Db,
  claim: Pick<StandingClaim, 'tenant_id' | 'influencer_id'>,
  wanted: readonly ClaimPlatform[] | undefined,
): Promise<ChosenAccount[]> => {
  const { tenant_id: tenant, influencer_id: influencer } = claim
  const all = await readAccounts(db, { tenant, influencers: [influencer] })
  const own = all.get(String(influencer)) ?? {}
  const platforms = claimPlatforms.filter((one) => wanted?.includes(one) ?? own[one] !== undefined)
  const missing = platforms.filter((one) => own[one] === undefined)
  if (missing.length > 0 || platforms.length === 0) {
    const [found] = await rows<{ name: string }>(
      db,
      sql`select name from postyard_influencers where id = ${influencer} and tenant_id = ${tenant}`,
    )
    const where = (missing.length > 0 ? missing : claimPlatforms).join(', ')
    throw new DistributionError(
      'CHANNEL_NOT_FOUND',
      `${found?.name ?? 'This influencer'} has no account on ${where}. Ask a manager to add it, or choose other platforms.`,
      {
        details: missing.map((one) => ({
          ...{ path: 'platforms', code: 'CHANNEL_NOT_FOUND', message: one },
        })),
      },
    )
  }
  return platforms.flatMap((platform) => {
    const account = own[platform]
    return account ? { ...account, platform } : []
  })
}
