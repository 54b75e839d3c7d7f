import { luckOf } from '../luckOf.ts'
import type { Steps } from '../steps.ts'
import type { Place } from './prepare.ts'
import { findSpan, isIn, type Spans } from './spans.ts'

/** A post of a plan: the number of its place, and its instant. */
export type Post = { place: number; at: number }

type Args = {
  places: readonly Place[]
  /** In order of time, at least `least` apart. */
  posts: readonly Post[]
  least: number
  /** The wished maximum of a gap. */
  most: number
  seed: string
}

/** So many posts at the most are moved into one gap. */
const mostMoves = 40

/** The last instant of the set from `from` to `to`; undefined where there is none. */
const lastIn = (spans: Spans, from: number, to: number): number | undefined => {
  let found: number | undefined
  for (let i = findSpan(spans, from); i < spans.length && (spans[i] as number) <= to; i += 2) {
    found = Math.min(to, spans[i + 1] as number)
  }
  return found
}

type Spare = { from: number; at: number }

/** The post that can be put furthest into the gap before `index` and is not needed where it is. */
function* findSpare(args: Args, posts: readonly Post[], index: number): Steps<Spare | undefined> {
  const { places, least, most, seed } = args
  const before = (posts[index - 1] as Post).at
  const after = (posts[index] as Post).at
  const from = before + least
  // One that closes the gap by itself is best in its middle.
  const isLast = after - before <= 2 * most
  const luck = luckOf(seed, `gap ${before}`)
  const wished = isLast
    ? (before + after) / 2
    : before + least + (most - least) * (0.6 + 0.4 * luck)
  const to = Math.floor(wished)
  let best: Spare | undefined
  // Taken from anywhere, so that no part of the plan becomes thin for another.
  const start = Math.floor(luck * posts.length)
  for (let step = 0; step < posts.length && best?.at !== to; step += 1) {
    if (step % 256 === 255) yield
    const other = (start + step) % posts.length
    if (other === index || other === index - 1) continue
    const [left, right] = [posts[other - 1], posts[other + 1]]
    if (left && right && right.at - left.at > most) continue
    const { place, at } = posts[other] as Post
    const { allowed, peak } = places[place] as Place
    const spans = isIn(peak, at) ? peak : allowed
    const found =
      lastIn(spans, from, to) ??
      (isLast ? lastIn(spans, from, Math.min(before + most, after - least)) : undefined)
    if (found !== undefined && found > (best?.at ?? before)) best = { from: other, at: found }
  }
  return best
}

/** The posts with the gap before `index` closed; undefined where no few others can close it. */
function* closeGap(args: Args, given: readonly Post[], index: number): Steps<Post[] | undefined> {
  const posts = [...given]
  const end = (posts[index] as Post).place
  for (let move = 0; move < mostMoves; move += 1) {
    const until = posts.findIndex(({ place }) => place === end)
    yield
    const spare = yield* findSpare(args, posts, until)
    if (!spare) return undefined
    const [{ place }] = posts.splice(spare.from, 1) as [Post]
    posts.splice(spare.from < until ? until - 1 : until, 0, { place, at: spare.at })
    if ((given[index] as Post).at - spare.at <= args.most) return posts
  }
  return undefined
}

/**
 * Moves posts from where they stand close into gaps above the wished maximum. Each stays in its own instants, in peak hours if
 * it was there, as far from its new neighbours as the least gap says, and leaves no gap above the maximum behind.
 */
export function* fillGaps(args: Args): Steps<Post[]> {
  let posts = [...args.posts]
  const tried = new Set<number>()
  for (let index = 1; index < posts.length; index += 1) {
    if (index % 1_024 === 0) yield
    const { place, at } = posts[index] as Post
    if (at - (posts[index - 1] as Post).at <= args.most || tried.has(place)) continue
    tried.add(place)
    const closed = yield* closeGap(args, posts, index)
    if (!closed) continue
    posts = closed
    index = 0
  }
  return posts
}
