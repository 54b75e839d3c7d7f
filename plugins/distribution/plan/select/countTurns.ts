import type { Candidate } from './candidate.ts'

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0

type Turns = {
  /** How often it counts as chosen: who has fewer turns goes first. */
  turns: number
  /** It is behind the others, and waits all the same. */
  isResting: boolean
}

/**
 * How often each account counts as chosen. One that is behind, since it is new or was not well for a while, goes first,
 * yet not in every plan: once chosen it comes after the others until it has waited as long as half of them have. So it
 * catches up at about twice the usual pace instead of being flooded.
 */
export const countTurns = (
  candidates: readonly Pick<Candidate, 'posts' | 'lastChosenAt'>[],
  now: number,
): Turns[] => {
  const usual = medianOf(candidates.map(({ posts }) => posts))
  const rest = medianOf(
    candidates.flatMap(({ lastChosenAt }) =>
      lastChosenAt === null ? [] : Math.max(0, now - lastChosenAt),
    ),
  )
  return candidates.map(({ posts, lastChosenAt }) => {
    const isBehind = posts < usual - 1
    const isResting = isBehind && lastChosenAt !== null && now - lastChosenAt < rest
    return { turns: isResting ? usual + 1 : posts, isResting }
  })
}
