import { luckOf } from '../luckOf.ts'
import type { Candidate, Chosen, LeftOut, SelectArgs, Selection } from './candidate.ts'
import { chooseLeads, countLeads } from './chooseLeads.ts'
import { countTurns } from './countTurns.ts'
import { findUnfit, wantedBy } from './findUnfit.ts'
import { mixTiers } from './mixTiers.ts'
import { scoreOf } from './score.ts'
import { tierOf } from './tierOf.ts'

export type { Candidate, Criteria, SelectArgs, Selection } from './candidate.ts'

/** A candidate with what its place depends on. */
type Rated = Candidate &
  Pick<Chosen, 'tier' | 'score' | 'parts'> & { turns: number; isResting: boolean; luck: number }

const rate = (fit: readonly Candidate[], seed: string, now: number): Rated[] => {
  const turns = countTurns(fit, now)
  return fit.map((candidate, index) => {
    const tier = tierOf(candidate.followers)
    return {
      ...candidate,
      tier,
      ...scoreOf({ candidate, tier, now }),
      ...(turns[index] as (typeof turns)[number]),
      luck: luckOf(seed, String(candidate.id)),
    }
  })
}

const byScore = (a: Rated, b: Rated): number =>
  b.score - a.score || a.luck - b.luck || (String(a.id) < String(b.id) ? -1 : 1)

/** Whoever had the fewest turns first; of those with as many, each tier by its share, and within it the best score. */
const byTurns = (rated: readonly Rated[]): Rated[] =>
  [...Map.groupBy(rated, ({ turns }) => turns)]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([, equals]) => mixTiers(equals.toSorted(byScore)))

const span = (values: number[]): string => {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return least === most ? `${least}` : `${least} to ${most}`
}

/** Why the others were enough, for one that might have taken part. */
const tellEnough = (rated: Rated, chosen: readonly Rated[], isFair: boolean): string => {
  if (chosen.length === 0) return 'None was asked for.'
  if (!isFair) {
    return `Its score is ${rated.score}; those that were chosen have ${span(chosen.map(({ score }) => score))}.`
  }
  if (rated.isResting) {
    return 'It is behind the others and was chosen only lately; it catches up step by step.'
  }
  const posts = chosen.map((one) => one.posts)
  const had = `It had ${rated.posts} post${rated.posts === 1 ? '' : 's'} of such plans lately; those that were chosen had ${span(posts)}`
  return rated.posts > Math.max(...posts)
    ? `${had}.`
    : `${had}, and of accounts like it those with the highest score went first.`
}

const names = new Intl.Collator('en')

const byName = (a: LeftOut, b: LeftOut): number =>
  names.compare(a.name, b.name) || (String(a.id) < String(b.id) ? -1 : 1)

const findMissing = ({ candidates, criteria }: SelectArgs): Selection['missing'] => {
  const known = new Set(candidates.map(({ id }) => String(id)))
  return (criteria.channels ?? []).filter((id) => !known.has(String(id)))
}

/**
 * Chooses the accounts of a plan and their order. Only those that are active, well and meet the criteria may take part; of
 * these whoever was chosen least often lately goes first, and the score decides between equals, so that over weeks all
 * have the same work. The first ones lead: those that led least recently. Sizes are mixed along the order.
 *
 * The same arguments give the same selection, in whatever order the candidates come. Every one that is left out has its
 * reason.
 */
export const select = (args: SelectArgs): Selection => {
  const { candidates, criteria, seed, now } = args
  const wanted = wantedBy(criteria)
  const judged = candidates.map((candidate) => ({ candidate, unfit: findUnfit(candidate, wanted) }))
  const fit = judged.flatMap(({ candidate, unfit }) => (unfit ? [] : candidate))
  const isFair = criteria.order !== 'best'
  const rated = rate(fit, seed, now)
  const ordered = isFair ? byTurns(rated) : rated.toSorted(byScore)
  const count = args.count ?? ordered.length
  const taken = ordered.slice(0, count)
  const leads = chooseLeads(
    taken,
    taken.length === 0 ? 0 : countLeads(taken.length, criteria.leads),
  )
  const leading = new Set(leads)
  const order = [...mixTiers(leads), ...mixTiers(taken.filter((one) => !leading.has(one)))]
  const short = Math.max(0, (args.count ?? 0) - taken.length)
  const missing = findMissing(args)
  const leftOut = [
    ...judged.flatMap(({ candidate: { id, name }, unfit }) =>
      unfit ? { id, name, ...unfit } : [],
    ),
    ...ordered.slice(count).map((one) => ({
      id: one.id,
      name: one.name,
      code: 'ENOUGH_WITHOUT' as const,
      message: tellEnough(one, taken, isFair),
    })),
  ].toSorted(byName)
  return {
    chosen: order.map((one, place) => ({
      id: one.id,
      name: one.name,
      place,
      isLead: leading.has(one),
      tier: one.tier,
      score: one.score,
      parts: one.parts,
    })),
    leftOut,
    missing,
    short,
    notes: [
      ...(short > 0
        ? [
            `${args.count} accounts were asked for, and ${taken.length} may take part. The others are listed with their reasons.`,
          ]
        : []),
      ...(missing.length > 0
        ? [
            `${missing.length} of the channels that were asked for ${missing.length === 1 ? 'is' : 'are'} not there.`,
          ]
        : []),
    ],
  }
}
