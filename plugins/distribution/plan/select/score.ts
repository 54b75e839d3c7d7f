import type { Candidate, ScorePart, Tier } from './candidate.ts'

const day = 24 * 60 * 60_000

/** After so many days without a post an account counts as rested. */
const restedDays = 7

/** How much of the score each part can give; 100 together. */
const most = { health: 60, rest: 25, followers: 15 } as const

const ofTier: Record<Tier, number> = {
  unknown: 0.25,
  small: 0.25,
  medium: 0.5,
  large: 0.75,
  huge: 1,
}

const counts = new Intl.NumberFormat('en-GB')

const toTenth = (value: number): number => Math.round(value * 10) / 10

const tellAgo = (ms: number): string => {
  const hours = Math.round(ms / 3_600_000)
  if (hours < 1) return 'less than an hour ago'
  if (hours < 48) return `${hours} hour${hours === 1 ? '' : 's'} ago`
  return `${Math.round(ms / day)} days ago`
}

const part = (name: ScorePart['part'], share: number, message: string): ScorePart => ({
  part: name,
  points: toTenth(most[name] * Math.min(1, Math.max(0, share))),
  most: most[name],
  message,
})

const restOf = (lastPostAt: number | null, now: number): ScorePart => {
  if (lastPostAt === null) return part('rest', 1, 'Nothing went out there yet.')
  const ms = Math.max(0, now - lastPostAt)
  return part('rest', ms / (restedDays * day), `Its last post was ${tellAgo(ms)}.`)
}

/** How well an account suits a plan, from 0 to 100, with the parts of which that is the sum. */
export const scoreOf = (args: {
  candidate: Pick<Candidate, 'health' | 'lastPostAt' | 'followers'>
  tier: Tier
  now: number
}): { score: number; parts: ScorePart[] } => {
  const { candidate, tier, now } = args
  const { health, lastPostAt, followers } = candidate
  const parts = [
    part('health', health / 100, `Its health is ${Math.round(health)} of 100.`),
    restOf(lastPostAt, now),
    part(
      'followers',
      ofTier[tier],
      followers === null
        ? 'How many followers it has is not known.'
        : `It has ${counts.format(followers)} follower${followers === 1 ? '' : 's'}.`,
    ),
  ]
  return { score: toTenth(parts.reduce((sum, { points }) => sum + points, 0)), parts }
}
