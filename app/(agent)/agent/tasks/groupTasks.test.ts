import { describe, expect, test } from 'vitest'
import { areToday, groupTasks } from './groupTasks.ts'
import type { TaskView } from './task.ts'

const now = Date.UTC(2026, 10, 22, 12, 0)
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()

const task = (id: string, given: Partial<TaskView> = {}): TaskView => ({
  id,
  title: id,
  tenant: { id: 't', name: 'Marina Estates' },
  channel: { id: 'c', name: 'WhatsApp Status', platform: 'whatsapp' },
  dueAt: at(-10),
  deadlineAt: at(60),
  snoozedUntil: null,
  outcome: null,
  proofUrl: null,
  answeredAt: null,
  askedAt: at(-10),
  assignee: null,
  lease: null,
  step: 'asked',
  answeredBy: null,
  proof: null,
  isWaiting: false,
  ...given,
})

const ids = (tasks: TaskView[]) => tasks.map(({ id }) => id)

describe('groupTasks', () => {
  test('what is due comes first, the nearest deadline on top, a missed one above all', () => {
    const groups = groupTasks(
      [
        task('plenty', { deadlineAt: at(200) }),
        task('late', { deadlineAt: at(-3) }),
        task('soon', { deadlineAt: at(5) }),
      ],
      now,
    )
    expect(ids(groups.now)).toEqual(['late', 'soon', 'plenty'])
  })

  test('what was put off waits until its time, then is due again', () => {
    const tasks = [task('snoozed', { snoozedUntil: at(15) })]
    expect(ids(groupTasks(tasks, now).later)).toEqual(['snoozed'])
    expect(ids(groupTasks(tasks, now + 15 * 60_000).now)).toEqual(['snoozed'])
  })

  test('what is not due yet comes later, the next one first', () => {
    const groups = groupTasks([task('b', { dueAt: at(40) }), task('a', { dueAt: at(20) })], now)
    expect(ids(groups.later)).toEqual(['a', 'b'])
    expect(groups.now).toEqual([])
  })

  test('what is answered, expired or cancelled is done, the last one first', () => {
    const groups = groupTasks(
      [
        task('early', { outcome: 'posted', answeredAt: at(-50) }),
        task('recent', { outcome: 'skipped', answeredAt: at(-5) }),
        task('expired', { outcome: 'expired', deadlineAt: at(-20) }),
      ],
      now,
    )
    expect(ids(groups.done)).toEqual(['recent', 'expired', 'early'])
  })
})

test('a time of tomorrow is not today', () => {
  const noon = new Date(2026, 10, 22, 12).getTime()
  expect(areToday([noon + 60_000], noon)).toBe(true)
  expect(areToday([noon + 60_000, noon + 24 * 3_600_000], noon)).toBe(false)
})
