type Place = { channel: unknown; isChosen: boolean }

type Args<P extends Place> = { platforms: readonly P[] }

/** Where a claim goes, or may go: platforms on which its influencer has an account. */
export const ownPlatforms = <P extends Place>({ platforms }: Args<P>): P[] =>
  platforms.filter(({ channel }) => channel !== null)

/** Where a claim goes unless somebody chooses otherwise: where it was to go already, else wherever there is an account. */
export const goingPlatforms = <P extends Place>(claim: Args<P>): P[] => {
  const own = ownPlatforms(claim)
  const chosen = own.filter(({ isChosen }) => isChosen)
  return chosen.length > 0 ? chosen : own
}
