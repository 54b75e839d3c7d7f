import type {
  Anomaly,
  AnomalyKind,
  Baseline,
  Observation,
  RunningPlan,
  Scope,
} from './observation.ts'
import { tail } from './tail.ts'

const minute = 60_000

/** In this time several limited accounts are too many, whatever is usual. */
const severalWithinMs = 10 * minute

/** What ended in this time is compared with what is usual. */
const lookBackMs = 60 * minute

/** What came before is the plan's own measure where there is as much of it. */
const fewestBefore = 20

/** Fewer failures are bad luck, however rare they are. */
const fewestFailures = 3

/**
 * How improbable it must be, by what is usual, that so many failed. A plan of 1,000 accounts is looked at some thousand
 * times, and each look judges a handful of groups.
 */
const improbable = 5e-7

/** Shares of failures that are never taken for unusual, however seldom they were before. */
const floors = { limited: 0.003, rejected: 0.02, unknown: 0.01 } as const

/** Such a share of the failures must lie within a scope that is to explain them. */
const explains = 0.8

/** How many accounts of a plan may be limited in ten minutes before it is too many: 3 or a tenth, but never one alone. */
const severalOf = (accounts: number): number => Math.max(2, Math.min(3, Math.ceil(accounts / 10)))

type Failing = 'limited' | 'rejected' | 'unknown'

/** What fails in which way, and how often that is usual. */
type Sort = { kind: AnomalyKind; is: (one: Observation) => boolean; floor: number; usual: number }

const sortOf = (kind: AnomalyKind, failing: Failing, usual: Baseline): Sort => ({
  kind,
  is: (one) => one.kind === failing,
  floor: floors[failing],
  usual: usual[failing],
})

/** Rejections for what the post says come from several accounts only where the post is at fault. */
const ofContent = (usual: Baseline): Sort => ({
  kind: 'rejections',
  is: (one) => one.kind === 'rejected' && one.isOfContent === true,
  floor: floors.limited,
  usual: Math.min(usual.rejected, floors.limited),
})

const ofHealth = (usual: Baseline): Sort => ({
  kind: 'health',
  is: (one) => one.kind !== 'ok',
  floor: floors.limited + floors.rejected + floors.unknown,
  usual: usual.limited + usual.rejected + usual.unknown,
})

const accountsOf = (some: Observation[]): number => new Set(some.map(({ account }) => account)).size

type Group = { plan: RunningPlan; lately: Observation[]; before: Observation[] }

/** What is usual: what the weeks showed, what the plan itself showed earlier, and never less than the floor. */
const usualIn = ({ before }: Group, { is, floor, usual }: Sort): number => {
  const own = before.length < fewestBefore ? 0 : before.filter(is).length / before.length
  return Math.min(0.9, Math.max(floor, usual, own))
}

const isUnusual = (some: Observation[], group: Group, sort: Sort, fewestAccounts: number) => {
  const failures = some.filter(sort.is)
  if (failures.length < fewestFailures || accountsOf(failures) < fewestAccounts) return false
  const chance = usualIn(group, sort)
  return tail({ hits: failures.length, tries: some.length, chance }) < improbable
}

/** Several accounts of one plan limited within ten minutes. */
const areSeveralLimited = ({ plan, lately }: Group, now: number): boolean => {
  const limited = lately.filter(({ kind, at }) => kind === 'limited' && at > now - severalWithinMs)
  return accountsOf(limited) >= severalOf(plan.accounts)
}

const tell = (group: Group, sort: Sort, scope: Scope, key: string): Anomaly => {
  const within = group.lately.filter(
    (one) =>
      (scope === 'account' && one.account === key) ||
      (scope === 'provider' && one.provider === key) ||
      !(scope === 'account' || scope === 'provider'),
  )
  const failures = within.filter(sort.is)
  const first = Math.min(...failures.map(({ at }) => at))
  const last = Math.max(...failures.map(({ at }) => at))
  return {
    kind: sort.kind,
    scope,
    key,
    plans: [group.plan.id],
    failures: failures.length,
    attempts: within.length,
    accounts: accountsOf(failures),
    withinMs: last - first,
    usual: usualIn(group, sort),
  }
}

/** The platform at which nearly all failures of a plan are that goes on elsewhere. */
const findProvider = (group: Group, failures: Observation[]): string | undefined => {
  if (group.plan.providers.length < 2) return undefined
  return group.plan.providers.find(
    (provider) =>
      failures.filter((one) => one.provider === provider).length >= failures.length * explains,
  )
}

/** What is unusual in one plan, with the smallest scope that explains it; undefined where nothing is. */
const judgePlan = (group: Group, sort: Sort, now: number): Anomaly | undefined => {
  const { plan, lately } = group
  const failures = lately.filter(sort.is)
  if (failures.length === 0) return undefined
  const parts = [
    lately,
    ...plan.providers.map((provider) => lately.filter((one) => one.provider === provider)),
  ]
  const isSpread =
    parts.some((part) => isUnusual(part, group, sort, fewestFailures)) ||
    (sort.kind === 'limits' && areSeveralLimited(group, now))
  if (!isSpread) {
    const byAccount = Map.groupBy(lately, ({ account }) => account)
    const bad = [...byAccount].find(([, some]) => isUnusual(some, group, sort, 1))
    return bad && tell(group, sort, 'account', bad[0])
  }
  const provider = findProvider(group, failures)
  return provider === undefined
    ? tell(group, sort, 'plan', plan.id)
    : tell(group, sort, 'provider', provider)
}

const judgeContent = (group: Group, usual: Baseline): Anomaly | undefined => {
  const sort = ofContent(usual)
  return isUnusual(group.lately, group, sort, fewestFailures)
    ? tell(group, sort, 'content', group.plan.content)
    : undefined
}

/** In the order in which they are looked for: whoever is explained by one is not told of by another. */
const judge = (group: Group, usual: Baseline, now: number): Anomaly[] => {
  const content = judgeContent(group, usual)
  const found = [
    judgePlan(group, sortOf('limits', 'limited', usual), now),
    content ?? judgePlan(group, sortOf('rejections', 'rejected', usual), now),
    judgePlan(group, sortOf('unknowns', 'unknown', usual), now),
  ].flatMap((one) => one ?? [])
  if (found.length > 0) return found
  return [judgePlan(group, ofHealth(usual), now)].flatMap((one) => one ?? [])
}

const merge = (some: Anomaly[], scope: Scope, key: string): Anomaly[] => {
  const [first] = some
  if (!first) return []
  const sum = (count: (one: Anomaly) => number) => some.reduce((all, one) => all + count(one), 0)
  return [
    {
      ...first,
      scope,
      key,
      plans: some.flatMap(({ plans }) => plans),
      failures: sum(({ failures }) => failures),
      attempts: sum(({ attempts }) => attempts),
      accounts: sum(({ accounts }) => accounts),
      withinMs: Math.max(...some.map(({ withinMs }) => withinMs)),
    },
  ]
}

/** What is the same in several plans is one anomaly; where all plans that run are struck, it is the tenant's. */
const join = (found: Anomaly[], tried: number): Anomaly[] => {
  const groups = Map.groupBy(found, ({ kind, scope, key }) =>
    scope === 'plan' ? `${kind} plan` : `${kind} ${scope} ${key}`,
  )
  return [...groups.values()].flatMap((some) => {
    const [first] = some
    if (!first || some.length === 1) return some
    if (first.scope !== 'plan') return merge(some, first.scope, first.key)
    return some.length === tried ? merge(some, 'tenant', '') : some
  })
}

/**
 * What is wrong with the running plans of one tenant: bursts of limits, rejections or unknown outcomes that rise above
 * what is usual, or the health of all falling; each with the smallest scope that explains it. Nothing where it is chance.
 *
 * A share of failures is unusual where the binomial tail of what is usual makes it improbable; three limited accounts, or
 * a tenth of them, within ten minutes are too many whatever is usual.
 *
 * @param args.observations of these plans, as old as one likes: what is older than an hour is only what came before
 * @param args.usual of the tenant, over weeks
 */
export const findAnomalies = (args: {
  observations: Observation[]
  plans: RunningPlan[]
  usual: Baseline
  /** In ms since the epoch. */
  now: number
}): Anomaly[] => {
  const { observations, plans, usual, now } = args
  const byPlan = Map.groupBy(
    observations.filter(({ at }) => at <= now),
    ({ plan }) => plan,
  )
  const groups = plans.map((plan): Group => {
    const own = byPlan.get(plan.id) ?? []
    return {
      plan,
      lately: own.filter(({ at }) => at > now - lookBackMs),
      before: own.filter(({ at }) => at <= now - lookBackMs),
    }
  })
  const tried = groups.filter(({ lately }) => lately.length >= fewestFailures)
  return join(
    groups.flatMap((group) => judge(group, usual, now)),
    tried.length,
  )
}
