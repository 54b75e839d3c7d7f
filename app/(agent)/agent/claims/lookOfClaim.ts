import { countdown } from '../tasks/countdown.ts'
import type { Look } from '../tasks/Status.tsx'
import type { Words } from '../words/index.ts'
import { spellDuration } from '../words/spellDuration.ts'
import { spellTime } from '../words/spellTime.ts'
import { asksPerson, type Claim, type PlatformOfClaim } from './claim.ts'
import { hasExpired } from './groupClaims.ts'

/** From so much time on its end is near, in milliseconds. */
const soonMs = 2 * 60 * 60_000

/** How much of its 24 hours is left, and how pressing that is. */
export const clockOf = (claim: Claim, now: number) => {
  const clock = countdown({ dueAt: claim.claimedAt, deadlineAt: claim.expiresAt, now })
  const isSoon = clock.urgency === 'calm' && clock.ms < soonMs
  return { ...clock, urgency: isSoon ? ('soon' as const) : clock.urgency }
}

/** How a claim looks at a time, in milliseconds UTC. */
export const lookOfClaim = (claim: Claim, now: number, words: Words): Look => {
  const said = words.claims.state
  if (hasExpired(claim, now)) return { word: said.expired, tone: 'quiet', icon: 'clock' }
  if (claim.platforms.some(asksPerson)) {
    return { word: said.asksYou, tone: 'soon', icon: 'person' }
  }
  switch (claim.state) {
    case 'claimed': {
      const { ms, urgency } = clockOf(claim, now)
      return { word: spellDuration(ms, words), suffix: words.left, tone: urgency, icon: 'clock' }
    }
    case 'scheduled': {
      const time = claim.scheduledAt && spellTime({ at: claim.scheduledAt, now, words })
      return {
        word: time ? said.scheduledFor({ time }) : said.scheduled,
        tone: 'calm',
        icon: 'clock',
      }
    }
    case 'publishing':
      return { word: said.publishing, tone: 'calm', icon: 'send' }
    case 'published':
      return { word: said.published, tone: 'good', icon: 'check' }
    case 'failed':
      return { word: said.failed, tone: 'bad', icon: 'cross' }
    default:
      return { word: said.cancelled, tone: 'quiet', icon: 'skip' }
  }
}

type DeliveryState = NonNullable<PlatformOfClaim['state']>

const looks: Record<DeliveryState, [keyof Words['claims']['at'], Look['tone'], Look['icon']]> = {
  held: ['held', 'quiet', 'snooze'],
  scheduled: ['scheduled', 'calm', 'clock'],
  queued: ['publishing', 'calm', 'send'],
  publishing: ['publishing', 'calm', 'send'],
  submitted: ['publishing', 'calm', 'send'],
  unknown: ['unknown', 'soon', 'alarm'],
  awaiting_human: ['asksYou', 'soon', 'person'],
  published: ['published', 'good', 'check'],
  dispatched: ['published', 'good', 'check'],
  failed: ['failed', 'bad', 'cross'],
  expired: ['expired', 'bad', 'clock'],
  skipped: ['skipped', 'quiet', 'skip'],
  cancelled: ['cancelled', 'quiet', 'skip'],
}

/** How one platform of a claim looks; undefined where nothing goes there. */
export const lookOfPlatform = ({ state }: PlatformOfClaim, words: Words): Look | undefined => {
  if (state === null) return undefined
  const [word, tone, icon] = looks[state]
  return { word: words.claims.at[word], tone, icon }
}
