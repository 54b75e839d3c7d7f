import { describe, expect, it } from 'vitest'
import type { QueuesAnswer } from '../../watch/operations/showQueues.ts'
import { nextLookMs } from './nextLookMs.ts'
import { isRecent, listNotices, sumUp, type Worker } from './tellWorkers.ts'

const at = '2026-11-22T12:03:12.000Z'
const seconds = (count: number) => new Date(Date.parse(at) + count * 1000).toISOString()
const clock = (moment: string) => moment.slice(11, 19)

const worker = (more: Partial<Worker> = {}): Worker => ({
  id: more.name ?? 'a',
  name: 'host:1',
  host: 'host',
  pid: 1,
  state: 'working',
  startedAt: seconds(-3600),
  seenAt: seconds(-1),
  stoppedAt: null,
  queues: [{ name: 'q', slots: 5, running: 2, done: 7, failed: 0 }],
  lostLeases: 0,
  holds: [],
  ...more,
})

const queue = (more: Partial<QueuesAnswer['queues'][number]> = {}) => ({
  name: 'q',
  due: 0,
  oldestDueMs: null,
  waiting: 0,
  nextDueAt: null,
  running: 0,
  slots: 5,
  retrying: 0,
  failed: 0,
  lateness: null,
  ...more,
})

const held = (...until: number[]) =>
  until.map((count, id) => ({ id, queue: 'q', task: 'note', until: seconds(count) }))

const tell = (workers: Worker[], queues = [queue()]) =>
  listNotices({ answer: { at, workers, queues }, clock }).map(({ sentence }) => sentence)

describe('a worker that stopped answering is named', () => {
  const gone = (more: Partial<Worker>) =>
    worker({ name: 'host:123', state: 'gone', seenAt: seconds(-8), ...more })

  it('with the jobs that it held, and when others have them', () => {
    expect(tell([worker(), gone({ holds: held(10, 18) })])).toEqual([
      'Worker host:123 stopped answering at 12:03:04. It held 2 jobs; others take them over by 12:03:30.',
    ])
  })

  it('when its leases are over and no slot is free yet', () => {
    expect(tell([worker(), gone({ holds: held(-1) })])).toEqual([
      'Worker host:123 stopped answering at 12:03:04. It held 1 job; others take it over as soon as a slot is free.',
    ])
  })

  it('when others have taken them over, or there were none', () => {
    expect(tell([worker(), gone({})])[0]).toContain('Others have taken over what it held.')
    expect(tell([worker(), gone({ queues: [] })])[0]).toContain('It held no job.')
  })

  it('when nobody else works its queue', () => {
    const other = worker({ queues: [{ name: 'p', slots: 1, running: 0, done: 0, failed: 0 }] })
    expect(tell([other, gone({ holds: held(10) })])[0]).toContain('no other worker works "q"')
  })

  it('for a quarter of an hour, or for as long as it holds something', () => {
    expect(tell([worker(), gone({ seenAt: seconds(-1000) })])).toEqual([])
    expect(tell([worker(), gone({ seenAt: seconds(-1000), holds: held(-900) })])).toHaveLength(1)
    expect(isRecent(worker({ state: 'stopped', stoppedAt: seconds(-1000) }), at)).toBe(false)
  })
})

it('says first that nobody works', () => {
  expect(tell([worker({ state: 'stopped', stoppedAt: seconds(-5) })])[0]).toMatch(
    /^No worker is at work, so nothing goes out\./,
  )
  expect(tell([])).toHaveLength(1)
})

it('says of a queue that nobody works it, or that it is behind with all its slots busy', () => {
  expect(tell([worker()], [queue({ name: 'p', due: 1, slots: 0 })])).toEqual([
    'No worker works "p", where 1 job is due: start one that does.',
  ])
  const late = { due: 40, oldestDueMs: 61_000 }
  expect(tell([worker()], [queue({ ...late, running: 5 })])[0]).toMatch(
    /^"q" is behind: 40 jobs due/,
  )
  expect(tell([worker()], [queue({ ...late, running: 4 })])).toEqual([])
  expect(tell([worker()], [queue({ due: 40, oldestDueMs: 100, running: 5 })])).toEqual([])
})

it.each([
  [[worker()], [queue()], '1 worker is at work. No job runs, nothing is due.'],
  [
    [worker(), worker({ name: 'b' }), worker({ state: 'gone' })],
    [queue({ running: 1, due: 2 }), queue({ due: 1 })],
    '2 workers are at work. 1 job runs, 3 are due.',
  ],
  [[], [], 'No worker is at work. No job runs, nothing is due.'],
])('sums up', (workers, queues, line) => {
  expect(sumUp({ at, workers, queues })).toBe(line)
})

it('looks every three seconds, and at the moment in which a silent worker counts as gone', () => {
  const look = (...seen: number[]) =>
    nextLookMs({ at, queues: [], workers: seen.map((ago) => worker({ seenAt: seconds(-ago) })) })
  expect(look()).toBe(3_000)
  expect(look(1, 3)).toBe(3_000)
  expect(look(1, 6)).toBe(2_100)
  expect(look(7.95)).toBe(200)
})
