import { luckOf } from '../luckOf.ts'
import type { Steps } from '../steps.ts'
import { openEvenGaps } from './openEvenGaps.ts'
import type { Item } from './placement.ts'

type Args = {
  /** In the order of the plan; there is room for all of them at least `least` apart. */
  items: readonly Item[]
  least: number
  /** The wished maximum of a gap. */
  most: number
  seed: string
}

type Reach = { from: number; to: number; isMiss: boolean }

/** So much above the least gap is kept where there is room, ms: a post that goes out a little late breaks no rule. */
const slackMs = 5_000

/**
 * From which instants the rest of the plan can be finished with the fewest gaps above `most`, from the last post backwards.
 * The instants are one span each: the latest is never affected by a miss, and the first misses as late as possible lose
 * nothing, since after a miss everything that would be possible without it still is.
 */
const reachOf = ({ items, least, most }: Args): Reach[] => {
  const reach: Reach[] = []
  let later: Reach | undefined
  for (const item of items.toReversed()) {
    const to: number = Math.min(item.to, (later?.to ?? Number.POSITIVE_INFINITY) - least)
    const wished: number = Math.max(item.from, (later?.from ?? Number.NEGATIVE_INFINITY) - most)
    const isMiss = wished > to
    later = { from: isMiss ? item.from : wished, to, isMiss }
    reach.push(later)
  }
  return reach.reverse()
}

/**
 * An instant for each post, in order, whole ms: every gap at least `least`, as few as the order allows above `most`, and in
 * between by chance, on average as long as the room that is left allows, with some slack above the least where there is any.
 */
export function* chooseTimes(args: Args): Steps<number[]> {
  const { items, least, seed } = args
  const most = Math.max(args.most, least)
  const reach = reachOf({ ...args, most })
  const evenGap = yield* openEvenGaps(items)
  const times: number[] = []
  for (let index = 0; index < items.length; index += 1) {
    if (index % 128 === 0) yield
    const { from, to } = reach[index] as Reach
    const before = times[index - 1]
    const luck = luckOf(seed, `time ${index}`)
    if (before === undefined) {
      // The first has some chance too, but gives none of the others' room away.
      const even = Math.min(most, evenGap(0, from)) - least
      const room = Math.max(0, Math.min(to - from, even))
      times.push(from + Math.floor((luck * room) / 2))
      continue
    }
    const even = evenGap(index - 1, before)
    const spare = Math.max(0, Math.min(even, (least + most) / 2) - least)
    const low = least + Math.min(spare / 2, slackMs)
    const high = Math.min(most, Math.max(low, 2 * (least + spare) - low))
    const wished = before + low + luck * (high - low)
    const isMiss = (reach[index - 1] as Reach).isMiss
    const latest = isMiss ? to : Math.min(to, before + most)
    times.push(Math.max(from, before + least, Math.min(latest, Math.floor(wished))))
  }
  return times
}
