import { DistributionError } from '../errors.ts'
import { type ClaimPlatform, claimPlatforms } from '../model/claims.ts'

const isOne = (name: string | undefined): name is ClaimPlatform =>
  (claimPlatforms as readonly (string | undefined)[]).includes(name)

/**
 * Platforms that a caller names, each once.
 *
 * @throws UNSUPPORTED_PLATFORM
 */
export const readPlatforms = (names: readonly string[]): ClaimPlatform[] => {
  const strange = names.filter((name) => !isOne(name))
  if (strange.length > 0) {
    throw new DistributionError(
      'UNSUPPORTED_PLATFORM',
      `Clips are published on ${claimPlatforms.slice(0, -1).join(', ')} and ${claimPlatforms.at(-1)}; ${strange
        .map((name) => `"${name.slice(0, 64)}"`)
        .join(', ')} is none of them.`,
      {
        details: strange.map((name) => ({
          ...{ path: 'platforms', code: 'UNSUPPORTED_PLATFORM', message: name.slice(0, 64) },
        })),
      },
    )
  }
  return [...new Set(names)].filter(isOne)
}
