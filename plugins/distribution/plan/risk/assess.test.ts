import { expect, test } from 'vitest'
import { assess, type RiskCode, type RiskFacts } from './index.ts'

const minute = 60_000

const calm: RiskFacts = {
  accounts: 100,
  weak: 0,
  threshold: 50,
  recent: [{ provider: 'x', accounts: 100, attempts: 300, limits: 0, rejections: 0 }],
  shortestGapMs: 7 * minute,
  leastGapMs: 5 * minute,
  newcomers: 0,
  silent: 0,
  nearlyFull: 0,
  variants: 60,
  outsidePeak: 0,
  otherPlans: 0,
  sameContent: 0,
  openAnomalies: 0,
}

const judge = (facts: Partial<RiskFacts>) => assess({ ...calm, ...facts })

const limited = (limits: number, accounts = 100) => [
  { provider: 'x', accounts, attempts: 100, limits, rejections: 0 },
]

test('a plan of well accounts with room and variants starts', () => {
  expect(judge({})).toEqual({ score: 0, reasons: [], isBlocked: false })
})

test.each<[string, Partial<RiskFacts>]>([
  ['half of the accounts weak, and their platform limiting', { weak: 50, recent: limited(25) }],
  [
    'two pauses for anomalies still open, and a platform that limits',
    { openAnomalies: 2, recent: limited(20) },
  ],
  [
    'new accounts of low health that all say the same, out of peak hours, with full caps',
    { weak: 40, newcomers: 40, variants: 1, outsidePeak: 90, nearlyFull: 30 },
  ],
])('blocked: %s', (_, facts) => {
  const { score, isBlocked } = judge(facts)
  expect(score).toBeGreaterThanOrEqual(80)
  expect(isBlocked).toBe(true)
})

test('each fact adds its points, says its numbers, and the points make the score', () => {
  const facts: [RiskCode, Partial<RiskFacts>, string][] = [
    ['WEAK_HEALTH', { weak: 12 }, '12 of 100 accounts have a health below 50.'],
    ['RECENT_LIMITS', { recent: limited(9) }, '9 of 100 attempts on x were limited'],
    [
      'RECENT_REJECTIONS',
      { recent: [{ ...limited(0)[0]!, rejections: 30 }] },
      '30 of 100 attempts on x were rejected',
    ],
    ['GAPS_AT_MINIMUM', { shortestGapMs: 5 * minute }, 'The shortest gap is 5 min'],
    ['NEW_ACCOUNTS', { newcomers: 10 }, '10 of 100 accounts are known for less than a week.'],
    ['SILENT_ACCOUNTS', { silent: 30 }, '30 of 100 accounts have posted nothing for 30 days.'],
    ['CAPS_NEARLY_FULL', { nearlyFull: 20 }, '20 of 100 accounts are nearly full'],
    ['FEW_VARIANTS', { variants: 1 }, '1 different text goes to 100 accounts'],
    ['OUTSIDE_PEAK', { outsidePeak: 40 }, '40 of 100 posts (40 %)'],
    ['OTHER_PLANS', { otherPlans: 2 }, '2 other network plans are under way.'],
    ['SAME_CONTENT_LATELY', { sameContent: 50 }, 'went out 50 times'],
    ['OPEN_ANOMALIES', { openAnomalies: 1 }, '1 pause for something that went wrong is not over.'],
  ]
  for (const [code, fact, words] of facts) {
    const { score, reasons } = judge(fact)
    expect(reasons).toEqual([{ code, message: expect.stringContaining(words), points: score }])
    expect(score).toBeGreaterThan(0)
  }
})

test('the platform that limits counts as far as the plan is there', () => {
  const elsewhere = { provider: 'y', accounts: 90, attempts: 900, limits: 0, rejections: 0 }
  const here = judge({ recent: limited(20) }).score
  const partly = judge({ recent: [...limited(20, 10), elsewhere] }).score
  expect([here, partly]).toEqual([36, 4])
})

test('a few attempts that failed are no verdict', () => {
  const few = [{ provider: 'x', accounts: 100, attempts: 2, limits: 2, rejections: 0 }]
  expect(judge({ recent: few }).score).toBeLessThan(40)
})

test('the score never exceeds 100, and no reason is worth nothing', () => {
  const { score, reasons, isBlocked } = judge({
    weak: 100,
    recent: limited(100),
    newcomers: 100,
    silent: 100,
    nearlyFull: 100,
    variants: 1,
    outsidePeak: 100,
    otherPlans: 9,
    sameContent: 900,
    openAnomalies: 9,
    shortestGapMs: 5 * minute,
  })
  expect([score, isBlocked]).toEqual([100, true])
  expect(reasons.every(({ points }) => points > 0)).toBe(true)
  expect(reasons.map(({ points }) => points)).toEqual(
    reasons.map(({ points }) => points).toSorted((a, b) => b - a),
  )
})
