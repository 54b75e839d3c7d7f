import { describe, expect, test } from 'vitest'
import type { Coming } from './coming.ts'
import { type Entry, groupTasks } from './groupTasks.ts'
import type { TaskView } from './task.ts'

/** Noon of this machine's zone: the list goes by the days of the phone. */
const now = new Date(2026, 10, 22, 12).getTime()
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()

const task = (id: string, given: Partial<TaskView> = {}): TaskView => ({
  id,
  delivery: id,
  title: id,
  tenant: { id: 't', name: 'Marina Estates', timezone: 'UTC' },
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

const coming = (delivery: string, minutes: number): Coming => ({
  delivery,
  title: delivery,
  tenant: { id: 't', name: 'Marina Estates', timezone: 'Europe/Lisbon' },
  channel: { id: 'c', name: 'WhatsApp Status', platform: 'whatsapp' },
  dueAt: at(minutes),
  isReady: true,
})

const names = (entries: Entry[]) =>
  entries.map((entry) => (entry.is === 'task' ? entry.task.id : entry.coming.delivery))

const heldBy = (id: string, untilMinutes = 5): Pick<TaskView, 'lease'> => ({
  lease: { holder: { id, name: id }, openedAt: at(-2), until: at(untilMinutes) },
})

const group = (tasks: TaskView[], later: Coming[] = [], at = now) =>
  groupTasks({ tasks, coming: later, me: 'rui', now: at })

describe('groupTasks', () => {
  test('what is due comes first, the nearest deadline on top, a missed one above all', () => {
    const groups = group([
      task('plenty', { deadlineAt: at(200) }),
      task('late', { deadlineAt: at(-3) }),
      task('soon', { deadlineAt: at(5) }),
    ])
    expect(ids(groups.now)).toEqual(['late', 'soon', 'plenty'])
  })

  test('what somebody else has open stands below what nobody has, as long as they have it', () => {
    const tasks = [
      task('hers', { deadlineAt: at(5), ...heldBy('ana') }),
      task('mine', { deadlineAt: at(20), ...heldBy('rui') }),
      task('free', { deadlineAt: at(30) }),
    ]
    expect(ids(group(tasks).now)).toEqual(['mine', 'free', 'hers'])
    expect(ids(group(tasks, [], now + 6 * 60_000).now)).toEqual(['hers', 'mine', 'free'])
  })

  test('what was put off waits until its time, then is due again', () => {
    const tasks = [task('snoozed', { snoozedUntil: at(15) })]
    expect(names(group(tasks).today)).toEqual(['snoozed'])
    expect(ids(group(tasks, [], now + 15 * 60_000).now)).toEqual(['snoozed'])
  })

  test('what was begun before its time is in hand', () => {
    const groups = group([task('early', { dueAt: at(40), deadlineAt: at(100), ...heldBy('rui') })])
    expect(ids(groups.now)).toEqual(['early'])
  })

  test('what comes today stands among what was put off, what comes on other days by itself', () => {
    const groups = group(
      [task('snoozed', { snoozedUntil: at(30) })],
      [coming('tomorrow', 24 * 60), coming('evening', 6 * 60), coming('soon', 10)],
    )
    expect(names(groups.today)).toEqual(['soon', 'snoozed', 'evening'])
    expect(names(groups.coming)).toEqual(['tomorrow'])
  })

  test('what should have come already stands with today, also that of yesterday', () => {
    expect(names(group([], [coming('held', -20 * 60)]).today)).toEqual(['held'])
  })

  test('what is answered, expired or cancelled is done, the last one first', () => {
    const groups = group([
      task('early', { outcome: 'posted', answeredAt: at(-50) }),
      task('recent', { outcome: 'skipped', answeredAt: at(-5) }),
      task('expired', { outcome: 'expired', deadlineAt: at(-20) }),
    ])
    expect(ids(groups.done)).toEqual(['recent', 'expired', 'early'])
  })
})
