import { expect, it } from 'vitest'
import {
  findStuck,
  movesTimes,
  type Progress,
  planEvents,
  tellProgress,
  toPoint,
  withEvent,
} from './followPlan.ts'

const one: Progress = {
  id: 7,
  channel: 3,
  channelName: 'Branch 3',
  platform: 'instagram',
  timezone: 'Europe/Lisbon',
  state: 'scheduled',
  reason: null,
  scheduledAt: '2026-11-23T09:00:00.000Z',
  nextAttemptAt: null,
  executedAt: null,
  plannedAt: '2026-11-23T09:00:00.000Z',
  externalUrl: null,
  isPeak: false,
  isLead: false,
}

it('moves a post to where it went when the stream says that it is out', () => {
  const after = withEvent([one], {
    occurredAt: '2026-11-23T09:00:00.084Z',
    delivery: '7',
    data: { to: 'published', reason: 'Is live.', scheduledAt: '2026-11-23T09:00:00Z' },
  })
  expect(after.map(toPoint)).toMatchObject([{ state: 'published', at: '2026-11-23T09:00:00.084Z' }])
})

it('moves a post to its new time when it was spread anew', () => {
  const after = withEvent([one], {
    delivery: '7',
    data: { to: 'scheduled', reason: 'Moved.', scheduledAt: '2026-11-23 10:15:00+00' },
  })
  expect(after.map(toPoint)).toMatchObject([
    { at: '2026-11-23T10:15:00.000Z', plannedAt: '2026-11-23T09:00:00.000Z' },
  ])
})

it('reads anew where something has another time, and draws only what has changed', () => {
  const type = 'distribution.delivery.rescheduled'
  const moved = {
    type,
    delivery: '7',
    data: { from: '2026-11-23T09:00:00Z', to: '2026-11-23T10:00:00Z' },
  }
  expect(planEvents).toContain(type)
  expect([moved, { delivery: '7', data: { to: 'scheduled' } }].map(movesTimes)).toEqual([
    true,
    true,
  ])
  expect(movesTimes({ delivery: '7', data: { to: 'published' } })).toBe(false)
  const all = [one, { ...one, id: 8 }]
  expect(withEvent(all, moved)).toBe(all)
  const after = withEvent(all, { delivery: '7', data: { to: 'published' } })
  expect(after.map(toPoint)[0]).not.toBe(toPoint(one))
  expect(after.map(toPoint)[1]).toBe(all.map(toPoint)[1])
})

it.each([{ delivery: '8', data: { to: 'published' } }, { data: { kind: 'limits' } }, undefined])(
  'leaves all as it is where an event is about none of it',
  (said) => {
    const all = [one]
    expect(withEvent(all, said)).toBe(all)
  },
)

it('tells how far it is in a sentence', () => {
  expect(tellProgress({ published: 41, scheduled: 55, queued: 2, failed: 2 })).toBe(
    '41 of 100 are out, 57 to come, 2 failed.',
  )
})

it('gathers what does not go on by its reason, what needs a person first', () => {
  const held = { ...one, state: 'held', reason: 'It waits.' }
  const all = [held, one, { ...one, channelName: 'Branch 4', state: 'failed', reason: null }, held]
  expect(findStuck(all)).toEqual([
    { state: 'failed', reason: 'No reason is known.', names: ['Branch 4'] },
    { state: 'held', reason: 'It waits.', names: ['Branch 3', 'Branch 3'] },
  ])
})
