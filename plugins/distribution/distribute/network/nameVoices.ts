import { DistributionError } from '../../errors.ts'
import { type ID, rows, sql } from '../../model/database.ts'
import type { OperationContext } from '../../operation.ts'
import type { VariationOptions } from '../../plan/vary/index.ts'
import { chooseChannels } from '../chooseChannels.ts'

type Args = { context: OperationContext; tenant: ID; variation: VariationOptions }

const readPlatforms = async ({ context, tenant }: Args): Promise<string[]> => {
  const found = await rows<{ platform: string }>(
    context.db,
    sql`
      select distinct platform from postyard_channels
      where tenant_id = ${tenant} and platform is not null order by platform`,
  )
  return found.map(({ platform }) => platform)
}

const fold = (name: string): string => name.trim().toLowerCase()

const unknownPlatforms = (unknown: string[], platforms: string[]): DistributionError =>
  new DistributionError(
    'VARIATION_INVALID',
    `This client has no account on ${unknown.map((name) => `"${name}"`).join(', ')}. ${platforms.length === 0 ? 'Connect one first.' : `Its accounts are on: ${platforms.join(', ')}.`}`,
    {
      details: unknown.map((name) => ({
        path: `variation.platforms.${name}`,
        code: 'PLATFORM_UNKNOWN',
        message: 'No account of this client is on it.',
      })),
    },
  )

/**
 * The variation with its platforms named as the accounts of the client name them, whatever upper and lower case was given.
 * Words that nobody would say are refused.
 *
 * @throws VARIATION_INVALID where the client has no account on a platform; CHANNEL_NOT_FOUND and CHANNEL_NOT_ACTIVE where
 *   one that is to say something of its own is not there
 */
export const nameVoices = async (args: Args): Promise<VariationOptions> => {
  const { context, tenant, variation } = args
  const ids = Object.keys(variation.accounts ?? {})
  if (ids.length > 0) await chooseChannels({ context, tenant, ids })
  if (!variation.platforms) return variation
  const platforms = await readPlatforms(args)
  const given = Object.entries(variation.platforms).map(([name, words]) => {
    const named = platforms.filter((platform) => fold(platform) === fold(name))
    return { name, words, named }
  })
  const unknown = given.flatMap(({ name, named }) => (named.length === 0 ? name : []))
  if (unknown.length > 0) throw unknownPlatforms(unknown, platforms)
  return {
    ...variation,
    platforms: Object.fromEntries(
      given.flatMap(({ named, words }) => named.map((platform) => [platform, words])),
    ),
  }
}
