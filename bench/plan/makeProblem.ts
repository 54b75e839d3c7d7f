import { luckOf } from '../../plugins/distribution/plan/luckOf.ts'
import type {
  Blackout,
  SpreadAccount,
  SpreadProblem,
} from '../../plugins/distribution/plan/spread/index.ts'

const minute = 60_000
const hour = 60 * minute

/** Of four continents, with the days on which their clocks change, and without; three are not on whole hours. */
const zones = [
  'Europe/Lisbon',
  'Europe/Berlin',
  'Europe/Helsinki',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Sydney',
]

const nights: Blackout[] = [
  { days: [], from: '22:00', to: '06:00' },
  { days: [], from: '23:30', to: '05:30' },
  { days: [5, 6], from: '21:00', to: '09:00' },
]

/** Two days before the clocks of Europe are put back, nine before those of America: larger problems go over both. */
const begin = Date.parse('2026-10-23T06:00:00Z')

type Args = { accounts: number; seed: string }

/** One post for every 8 minutes and a half of the window, at a least gap of 5: over half of all moments that there are. */
const perPost = 8.5 * minute

/**
 * A problem with every rule at once: accounts of several zones, nights and Sundays without posts, own posts already planned,
 * caps that some have nearly reached, and other plans with the same content.
 */
export const makeProblem = ({ accounts: many, seed }: Args): SpreadProblem => {
  const length = Math.max(96 * hour, many * perPost)
  const draw = (what: string) => luckOf(seed, what)
  const account = (index: number): SpreadAccount => {
    const own = (what: string) => draw(`${what} of ${index}`)
    const pick = <Of>(list: readonly Of[], what: string): Of =>
      list[Math.floor(own(what) * list.length)] as Of
    // Three posts in two days, over as long as the window, and a day before it.
    const posts = Math.ceil((length + 24 * hour) / (16 * hour))
    const taken = Array.from(
      { length: posts },
      (_, post) => begin - 24 * hour + Math.floor(own(`post ${post}`) * (length + 24 * hour)),
    )
    const sundays: Blackout[] =
      own('sundays') < 0.1 ? [{ days: [7], from: '00:00', to: '00:00' }] : []
    return {
      id: `account-${index}`,
      timezone: pick(zones, 'zone'),
      taken,
      caps:
        own('cap') < 0.5
          ? [{ posts: 4, hours: 24 }]
          : [
              { posts: 2, hours: 3 },
              { posts: 25, hours: 24 },
            ],
      blackouts: [...(own('night') < 0.5 ? [pick(nights, 'which night')] : []), ...sundays],
    }
  }
  return {
    window: { from: begin, to: begin + length },
    gapMs: { min: 2 * minute, max: 15 * minute },
    sameContentMs: 5 * minute,
    sameContentAt: Array.from(
      { length: Math.ceil(many / 50) },
      (_, index) => begin + Math.floor(draw(`same content ${index}`) * length),
    ),
    accounts: Array.from({ length: many }, (_, index) => account(index)),
    peaks: {
      weekday: [
        { from: '06:00', to: '09:00' },
        { from: '12:00', to: '14:00' },
        { from: '18:00', to: '22:00' },
      ],
      weekend: [
        { from: '09:00', to: '12:00' },
        { from: '17:00', to: '22:00' },
      ],
    },
    seed,
  }
}
