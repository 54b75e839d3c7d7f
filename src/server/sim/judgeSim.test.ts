import { expect, test } from 'vitest'
import { judgeSim } from './judgeSim.ts'
import type { LedgerLine } from './readLedger.ts'

const line = (mark: string, more: Partial<LedgerLine> = {}): LedgerLine => ({
  mark,
  state: 'published',
  isUndecided: false,
  counted: 1,
  published: 1,
  events: [],
  ...more,
})

const steps = ['task.reminded', 'task.passed_on', 'task.manager_told', 'delivery.expired']

/** Twenty that were posted by one person each, the first of which took every step. */
const well = Array.from({ length: 20 }, (_, place) =>
  line(`T${place}`, place === 0 ? { events: steps } : {}),
)

const judge = (ledger: LedgerLine[], more: { posted?: string[]; postedTwice?: string[] } = {}) =>
  judgeSim({
    tasks: ledger.length,
    ledger,
    posted: ledger.flatMap(({ state, mark }) => (state === 'published' ? mark : [])),
    postedTwice: [],
    publishedByApi: ledger.filter(({ state }) => state === 'published').length,
    ...more,
  })

test('what one person posted and answered once is as promised', () => {
  expect(judge(well)).toMatchObject({
    settledShare: 1,
    postedShare: 1,
    doneByTwo: 0,
    countedTwice: 0,
    broken: [],
  })
})

test.each<[string, LedgerLine[], Parameters<typeof judge>[1], RegExp]>([
  ['posted by two', well, { postedTwice: ['T3'] }, /two people: T3/],
  ['an answer that counted twice', [...well, line('U', { counted: 2 })], {}, /more than once/],
  ['published twice', [...well, line('U', { published: 2 })], {}, /more than once/],
  ['a task without an end', [...well, line('U', { state: 'awaiting_human' })], {}, /to an end/],
  [
    'a late word without a decision',
    [...well, line('U', { state: 'expired', isUndecided: true })],
    {},
    /to an end/,
  ],
  ['a word without a post', well, { posted: well.slice(1).map(({ mark }) => mark) }, /nobody/],
  ['a step that never came', well.slice(1), {}, /never came: reminded/],
  [
    'fewer posts than promised',
    [...well, ...['U', 'V'].map((mark) => line(mark, { state: 'expired' }))],
    {},
    /95 %/,
  ],
])('is seen: %s', (_, ledger, more, sentence) => {
  expect(judge(ledger, more).broken.join(' ')).toMatch(sentence)
})
