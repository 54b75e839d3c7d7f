import { asksPerson, type Claim } from './claim.ts'

export type ClaimGroups = {
  /** What wants the influencer, the one that ends first on top. */
  todo: Claim[]
  /** What goes out by itself, the next one on top. */
  going: Claim[]
  /** What is over, the last one on top. */
  over: Claim[]
}

const time = (instant: string | null): number => (instant === null ? 0 : Date.parse(instant))

/**
 * Whether it is over by the clock of the list. One that nobody has scheduled ends while the page is open, and the server
 * is not asked every second.
 */
export const hasExpired = ({ state, expiresAt }: Claim, now: number): boolean =>
  state === 'expired' || (state === 'claimed' && time(expiresAt) <= now)

const wants = (claim: Claim, now: number): boolean =>
  (claim.state === 'claimed' && !hasExpired(claim, now)) ||
  claim.state === 'failed' ||
  claim.platforms.some(asksPerson)

/** Sorts an influencer's claims into what wants them, what goes out by itself and what is over. `now` in milliseconds UTC. */
export const groupClaims = (claims: readonly Claim[], now: number): ClaimGroups => {
  const todo = claims.filter((claim) => wants(claim, now))
  const rest = claims.filter((claim) => !todo.includes(claim))
  const going = rest.filter(({ state }) => state === 'scheduled' || state === 'publishing')
  // What has no clock any more comes after what has one.
  const end = (claim: Claim) =>
    claim.state === 'claimed' ? time(claim.expiresAt) : Number.MAX_SAFE_INTEGER
  return {
    todo: todo.sort((a, b) => end(a) - end(b) || time(a.claimedAt) - time(b.claimedAt)),
    going: going.sort((a, b) => time(a.scheduledAt) - time(b.scheduledAt)),
    over: rest
      .filter((claim) => !going.includes(claim))
      .sort((a, b) => time(b.claimedAt) - time(a.claimedAt)),
  }
}
