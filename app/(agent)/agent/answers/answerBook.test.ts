import { describe, expect, test } from 'vitest'
import type { TaskSummary } from '../tasks/task.ts'
import {
  type Answer,
  bookOf,
  emptyBook,
  giveAnswer,
  markTried,
  refuseAnswer,
  settleAnswer,
  settlePhoto,
} from './answerBook.ts'
import { applyAnswers } from './applyAnswers.ts'
import { readLink } from './readLink.ts'
import { snoozeChoices } from './snoozeChoices.ts'
import { undoable } from './undoable.ts'

const now = Date.UTC(2026, 10, 22, 12, 0)
const minute = 60_000

const answer = (key: string, given: Partial<Answer> = {}): Answer => ({
  key,
  user: 'ana',
  task: 't1',
  title: 'Open house',
  outcome: 'posted',
  givenAt: now,
  isTried: false,
  ...given,
})

const task: TaskSummary = {
  id: 't1',
  delivery: 'd',
  title: 'Open house',
  tenant: { id: 't', name: 'Marina Estates', timezone: 'UTC' },
  channel: { id: 'c', name: 'WhatsApp Status', platform: 'whatsapp' },
  dueAt: new Date(now).toISOString(),
  deadlineAt: new Date(now + 60 * minute).toISOString(),
  snoozedUntil: null,
  outcome: null,
  proofUrl: null,
  answeredAt: null,
  askedAt: new Date(now).toISOString(),
  assignee: null,
  lease: null,
  step: 'asked',
  answeredBy: null,
  proof: null,
}

describe('undoing', () => {
  test('an answer that never left the phone is just taken back', () => {
    const book = giveAnswer(emptyBook, answer('a'))
    expect(giveAnswer(book, answer('b', { outcome: 'undo' })).waiting).toEqual([])
  })

  test('an answer that may have arrived is undone on the server, after it', () => {
    const book = markTried(giveAnswer(emptyBook, answer('a')), 'a')
    const undone = giveAnswer(book, answer('b', { outcome: 'undo' }))
    expect(undone.waiting.map(({ key }) => key)).toEqual(['a', 'b'])
  })

  test('it is offered while the answer waits, then as long as the server allows it', () => {
    const given = giveAnswer(emptyBook, answer('a'))
    expect(undoable({ book: given, now })).toMatchObject({ task: 't1', outcome: 'posted' })
    const until = new Date(now + 5 * minute).toISOString()
    const settled = settleAnswer(given, answer('a'), until)
    expect(undoable({ book: settled, now })?.msLeft).toBe(5 * minute)
    expect(undoable({ book: settled, now: now + 5 * minute })).toBeUndefined()
    expect(undoable({ book: settled, now, task: 't2' })).toBeUndefined()
  })

  test('what was undone cannot be undone again', () => {
    const settled = settleAnswer(emptyBook, answer('a'), new Date(now + minute).toISOString())
    const undo = answer('b', { outcome: 'undo' })
    const given = giveAnswer(settled, undo)
    expect(undoable({ book: given, now })).toBeUndefined()
    expect(settleAnswer(given, undo, null)).toEqual(emptyBook)
  })

  test('the undo of a refused answer is not sent: it would take back somebody else’s', () => {
    const tried = markTried(giveAnswer(emptyBook, answer('a')), 'a')
    const both = giveAnswer(tried, answer('b', { outcome: 'undo' }))
    const book = refuseAnswer(both, answer('a'), {
      code: 'OUTCOME_CONFLICT',
      detail: 'Answered already.',
    })
    expect(book.waiting).toEqual([])
    expect(book.refusals).toMatchObject([{ title: 'Open house', detail: 'Answered already.' }])
  })
})

test('a refused second answer leaves the first one to be undone', () => {
  const until = new Date(now + 5 * minute).toISOString()
  const first = settleAnswer(emptyBook, answer('a'), until)
  const second = answer('b', { outcome: 'skipped' })
  const book = refuseAnswer(giveAnswer(first, second), second, {
    code: 'OUTCOME_CONFLICT',
    detail: 'Answered already.',
  })
  expect(undoable({ book, now })).toMatchObject({ outcome: 'posted' })
})

describe('two tabs that send the same answer', () => {
  const gone = { code: 'PHOTO_GONE', detail: undefined }

  test('do not tell of a photo that one of them has sent, and the other does not find any more', () => {
    const book = giveAnswer(emptyBook, answer('a', { photo: 'p1' }))
    const bySecond = settlePhoto(settlePhoto(book, 'a'), 'a', gone)
    expect(settleAnswer(bySecond, answer('a'), null).refusals).toEqual([])
    expect(settleAnswer(settlePhoto(book, 'a', gone), answer('a'), null).refusals).toHaveLength(1)
  })

  test('tell once that it was refused', () => {
    const problem = { code: 'OUTCOME_CONFLICT', detail: 'Answered already.' }
    const book = refuseAnswer(giveAnswer(emptyBook, answer('a')), answer('a'), problem)
    expect(refuseAnswer(book, answer('a'), problem).refusals).toHaveLength(1)
  })
})

test('what can be undone no more does not pile up on the phone', () => {
  const until = new Date(now + 5 * minute).toISOString()
  const tasks = Array.from({ length: 100 }, (_, index) => answer('a', { task: `t${index}` }))
  const book = tasks.reduce((before, one) => settleAnswer(before, one, until), emptyBook)
  expect(book.settled.length).toBeLessThan(50)
  expect(undoable({ book, now })).toMatchObject({ task: 't99' })
})

test('a person sees nothing of what somebody else answered on the same phone', () => {
  const book = giveAnswer(giveAnswer(emptyBook, answer('a')), answer('b', { user: 'rui' }))
  expect(bookOf(book, 'rui').waiting.map(({ key }) => key)).toEqual(['b'])
})

describe('applyAnswers', () => {
  test('what was answered is shown as done before it is sent', () => {
    const [view] = applyAnswers([task], [answer('a', { url: 'https://x.example/1' })])
    expect(view).toMatchObject({
      outcome: 'posted',
      isWaiting: true,
      proofUrl: 'https://x.example/1',
    })
  })

  test('what was undone is open again, what was put off comes back at its time', () => {
    const waiting = [
      answer('a', { isTried: true }),
      answer('b', { outcome: 'undo' }),
      answer('c', { outcome: 'snoozed', minutes: 30 }),
    ]
    const [view] = applyAnswers([task], waiting)
    expect(view?.outcome).toBeNull()
    expect(view?.snoozedUntil).toBe(new Date(now + 30 * minute).toISOString())
  })

  test('after its deadline a task stays expired: a manager decides', () => {
    const [view] = applyAnswers([{ ...task, outcome: 'expired' }], [answer('a')])
    expect(view).toMatchObject({ outcome: 'expired', answeredAt: new Date(now).toISOString() })
  })

  test('other tasks stay as they are', () => {
    expect(applyAnswers([task], [answer('a', { task: 't2' })])).toEqual([
      { ...task, isWaiting: false },
    ])
  })
})

test.each([
  [120, [15, 30, 60]],
  [40, [15, 30]],
  [10, [5]],
  [5, []],
])('with %d minutes left a task can be put off for %j', (left, choices) => {
  expect(snoozeChoices(now + left * minute, now)).toEqual(choices)
})

test.each([
  ['', { is: 'none' }],
  ['  ', { is: 'none' }],
  ['facebook.com/groups/1', { is: 'link', url: 'https://facebook.com/groups/1' }],
  ['Look at this: https://vm.tiktok.com/abc/', { is: 'link', url: 'https://vm.tiktok.com/abc/' }],
  ['yes I did', { is: 'wrong' }],
  ['javascript://alert', { is: 'wrong' }],
  ['localhost', { is: 'wrong' }],
])('the link "%s" is read as %j', (typed, read) => {
  expect(readLink(typed)).toEqual(read)
})
