import { expect, it } from 'vitest'
import type { TaskRow } from './taskRows.ts'
import { toWatchedTask } from './watchedTask.ts'

const at = (clock: string) => new Date(`2026-11-22T${clock}:00Z`)

const tenant = {
  timezone: 'UTC',
  manual: {
    answerMinutes: 240,
    remindMinutes: 10,
    nextMinutes: 20,
    managerMinutes: 40,
    leaseMinutes: 10,
  },
}

const row = (more: Partial<TaskRow> = {}) =>
  ({
    assignee_id: 'ana',
    assignee_name: 'Ana',
    opened_by_id: null,
    lease_until: null,
    snoozed_until: null,
    answered_at: null,
    due_at: at('14:00'),
    asked_at: at('14:00'),
    ladder_from: at('14:00'),
    stepped_at: null,
    deadline_at: at('18:00'),
    step: 0,
    outcome: null,
    state: 'awaiting_human',
    ...more,
  }) as TaskRow

const seen = (more: Partial<TaskRow>, now: Date) => {
  const { need, next } = toWatchedTask(row(more), tenant, now)
  return [need, next && `${next.to} ${next.at.slice(11, 16)}`]
}

it('says what happens next by itself, and wants nobody while the steps are taken', () => {
  expect(seen({}, at('14:01'))).toEqual([null, 'reminded 14:10'])
  expect(seen({ step: 1, stepped_at: at('14:10') }, at('14:11'))).toEqual([null, 'passedOn 14:20'])
  expect(seen({ step: 2, stepped_at: at('14:20') }, at('14:21'))).toEqual([
    null,
    'managerTold 14:40',
  ])
})

it('wants a manager once one was told, but not while somebody has it open or has put it off', () => {
  const late = { step: 3, stepped_at: at('14:40') }
  const openUntil = (until: string) => ({ opened_by_id: 'ana', lease_until: at(until) })
  expect(seen(late, at('14:45'))).toEqual(['late', 'expired 18:00'])
  expect(seen({ ...late, ...openUntil('14:50') }, at('14:45'))[0]).toBeNull()
  expect(seen({ ...late, ...openUntil('14:44') }, at('14:45'))[0]).toBe('late')
  expect(seen({ ...late, snoozed_until: at('15:00') }, at('14:45'))).toEqual([
    null,
    'askedAgain 15:00',
  ])
})

it('wants a manager where nobody has it, where it expired, and for a word that came too late', () => {
  expect(seen({ assignee_id: null, step: 3 }, at('14:01'))[0]).toBe('nobody')
  const expired = { outcome: 'expired', state: 'expired' } as const
  expect(seen(expired, at('18:01'))).toEqual(['expired', null])
  expect(seen({ ...expired, answered_at: at('18:05') }, at('18:06'))[0]).toBe('decide')
  const claim = { by: 'rui', name: 'Rui', at: at('14:20').toISOString(), url: null }
  expect(seen({ claim, opened_by_id: 'ana', lease_until: at('14:30') }, at('14:21'))[0]).toBe(
    'decide',
  )
  expect(seen({ ...expired, claim }, at('18:06'))[0]).toBe('decide')
  expect(seen({ outcome: 'posted', state: 'published', claim }, at('14:25'))[0]).toBeNull()
  expect(seen({ ...expired, state: 'published' }, at('18:06'))[0]).toBeNull()
  expect(seen({ outcome: 'posted', state: 'published' }, at('14:05'))).toEqual([null, null])
})
