import type { Assessment, ProviderRecord, RiskCode, RiskFacts, RiskReason } from './riskFacts.ts'

/** From this score on a plan does not start. */
export const blockedFrom = 80

const percent = (share: number): string => `${Math.round(share * 100)} %`

const minutes = (ms: number): string => `${Math.round(ms / 6_000) / 10} min`

/** So many of the points as the share is of the share that gets all of them. */
const scaled = (share: number, whole: number, most: number): number =>
  Math.round(most * Math.min(1, share / whole))

/** What adds nothing is no reason. */
const reason = (code: RiskCode, points: number, message: string): RiskReason[] =>
  points > 0 ? [{ code, message, points }] : []

const are = (count: number): string => (count === 1 ? 'is' : 'are')

const have = (count: number): string => (count === 1 ? 'has' : 'have')

const weakHealth = ({ weak, accounts, threshold }: RiskFacts): RiskReason[] =>
  reason(
    'WEAK_HEALTH',
    scaled(weak / accounts, 0.5, 40),
    `${weak} of ${accounts} accounts ${have(weak)} a health below ${threshold}.`,
  )

/** So many attempts more than were made are taken to have gone well: a single failure of a few is no verdict. */
const trusted = 10

/** The platform with which it is worst decides, as far as the plan is there: others do not make it better. */
const ofProviders = (
  facts: RiskFacts,
  args: {
    code: RiskCode
    what: string
    count: (record: ProviderRecord) => number
    whole: number
    most: number
  },
): RiskReason[] => {
  const judged = facts.recent
    .filter(({ attempts }) => attempts > 0)
    .map((record) => {
      const count = args.count(record)
      const share = Math.min(1, count / (record.attempts + trusted) / args.whole)
      return {
        record,
        count,
        points: Math.round(args.most * share * (record.accounts / facts.accounts)),
      }
    })
    .toSorted((a, b) => b.points - a.points)
  const [worst] = judged
  if (!worst) return []
  const { record, count, points } = worst
  return reason(
    args.code,
    points,
    `${count} of ${record.attempts} attempts on ${record.provider} were ${args.what} since yesterday; ${record.accounts} of ${facts.accounts} accounts are there.`,
  )
}

const tightGaps = ({ shortestGapMs, leastGapMs }: RiskFacts): RiskReason[] => {
  if (shortestGapMs === null || leastGapMs <= 0) return []
  const room = shortestGapMs / leastGapMs
  const points = room < 1.05 ? 10 : room < 1.3 ? 5 : 0
  return reason(
    'GAPS_AT_MINIMUM',
    points,
    `The shortest gap is ${minutes(shortestGapMs)}, and ${minutes(leastGapMs)} is the least that is allowed: the window leaves no slack.`,
  )
}

const fewVariants = ({ variants, accounts }: RiskFacts): RiskReason[] => {
  const each = accounts / Math.max(1, variants)
  const points = each > 10 ? 15 : each > 4 ? 10 : each > 2 ? 5 : 0
  return reason(
    'FEW_VARIANTS',
    points,
    `${variants} different ${variants === 1 ? 'text goes' : 'texts go'} to ${accounts} accounts: ${Math.round(each * 10) / 10} accounts say the same.`,
  )
}

/**
 * How risky it is to start a network plan, from 0 to 100, with every point explained. From `blockedFrom` on it must not
 * start. It is a sum, so what is named on top is what to mend first.
 */
export const assess = (facts: RiskFacts): Assessment => {
  const { accounts, newcomers, silent, nearlyFull, outsidePeak, otherPlans } = facts
  if (accounts <= 0) return { score: 0, reasons: [], isBlocked: false }
  const { sameContent, openAnomalies } = facts
  const reasons = [
    ...weakHealth(facts),
    ...ofProviders(facts, {
      code: 'RECENT_LIMITS',
      what: 'limited',
      count: ({ limits }) => limits,
      whole: 0.2,
      most: 40,
    }),
    ...ofProviders(facts, {
      code: 'RECENT_REJECTIONS',
      what: 'rejected',
      count: ({ rejections }) => rejections,
      whole: 0.3,
      most: 30,
    }),
    ...tightGaps(facts),
    ...reason(
      'NEW_ACCOUNTS',
      scaled(newcomers / accounts, 0.5, 20),
      `${newcomers} of ${accounts} accounts ${are(newcomers)} known for less than a week.`,
    ),
    ...reason(
      'SILENT_ACCOUNTS',
      scaled(silent / accounts, 0.5, 10),
      `${silent} of ${accounts} accounts ${have(silent)} posted nothing for 30 days.`,
    ),
    ...reason(
      'CAPS_NEARLY_FULL',
      scaled(nearlyFull / accounts, 0.5, 15),
      `${nearlyFull} of ${accounts} accounts ${are(nearlyFull)} nearly full: after this one they take one more post in their day at most.`,
    ),
    ...fewVariants(facts),
    ...reason(
      'OUTSIDE_PEAK',
      scaled(outsidePeak / accounts, 1, 10),
      `${outsidePeak} of ${accounts} posts (${percent(outsidePeak / accounts)}) go out outside the peak hours of their accounts.`,
    ),
    ...reason(
      'OTHER_PLANS',
      Math.min(15, otherPlans * 5),
      `${otherPlans} other network ${otherPlans === 1 ? 'plan is' : 'plans are'} under way.`,
    ),
    ...reason(
      'SAME_CONTENT_LATELY',
      scaled(sameContent / accounts, 1, 15),
      `The same content went out ${sameContent} ${sameContent === 1 ? 'time' : 'times'} in the last 24 hours.`,
    ),
    ...reason(
      'OPEN_ANOMALIES',
      Math.min(50, openAnomalies * 25),
      `${openAnomalies} ${openAnomalies === 1 ? 'pause' : 'pauses'} for something that went wrong ${are(openAnomalies)} not over.`,
    ),
  ].toSorted((a, b) => b.points - a.points)
  const score = Math.min(
    100,
    reasons.reduce((sum, { points }) => sum + points, 0),
  )
  return { score, reasons, isBlocked: score >= blockedFrom }
}
