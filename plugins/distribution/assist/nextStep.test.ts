import { describe, expect, test } from 'vitest'
import { backOff } from './backOff.ts'
import { dueStep, nextStep, steps } from './nextStep.ts'

const start = Date.UTC(2026, 10, 23, 10)
const minutes = (count: number) => new Date(start + count * 60_000)

const task = {
  step: steps.asked as number,
  steppedAt: null as Date | null,
  ladderFrom: minutes(0),
  deadlineAt: minutes(240),
  leaseUntil: null as Date | null,
  minutes: { remind: 10, next: 20, manager: 40 },
  quiet: { zone: 'UTC' } as { zone: string; from?: string; until?: string },
}

describe('the next step', () => {
  test('is a reminder, then the next agent, then a manager, then nothing but the deadline', () => {
    expect(nextStep(task)).toEqual({ to: 'reminded', at: minutes(10) })
    expect(nextStep({ ...task, step: 1, steppedAt: minutes(10) })).toEqual({
      to: 'passedOn',
      at: minutes(20),
    })
    expect(nextStep({ ...task, step: 2, steppedAt: minutes(20) })).toEqual({
      to: 'managerTold',
      at: minutes(40),
    })
    expect(nextStep({ ...task, step: 3, steppedAt: minutes(40) })).toBeUndefined()
  })

  test('waits while somebody has the task open, but for the manager', () => {
    expect(nextStep({ ...task, leaseUntil: minutes(25) })).toEqual({
      to: 'passedOn',
      at: minutes(25),
    })
    expect(nextStep({ ...task, leaseUntil: minutes(15) })).toEqual({
      to: 'reminded',
      at: minutes(15),
    })
    expect(nextStep({ ...task, leaseUntil: minutes(90) })).toEqual({
      to: 'managerTold',
      at: minutes(40),
    })
  })

  test('leaves who was just reminded the time to act', () => {
    expect(nextStep({ ...task, step: 1, steppedAt: minutes(18) })).toEqual({
      to: 'passedOn',
      at: minutes(28),
    })
  })

  test('of a manager comes before the deadline, however short it is', () => {
    const short = { ...task, deadlineAt: minutes(30) }
    expect(nextStep({ ...short, step: 2, steppedAt: minutes(20) })).toEqual({
      to: 'managerTold',
      at: minutes(25),
    })
    const shortest = { ...task, deadlineAt: minutes(6) }
    expect(nextStep(shortest)).toEqual({ to: 'managerTold', at: minutes(5) })
  })

  test('counts no quiet hours', () => {
    const quiet = { zone: 'UTC', from: '10:15', until: '12:15' }
    const step = nextStep({ ...task, quiet, step: 1, steppedAt: minutes(10) })
    expect(step).toEqual({ to: 'passedOn', at: minutes(140) })
  })
})

test('after an outage whoever is replaced is not reminded first', () => {
  expect(dueStep({ ...task, now: minutes(9) })).toBeUndefined()
  expect(dueStep({ ...task, now: minutes(12) })?.to).toBe('reminded')
  expect(dueStep({ ...task, now: minutes(30) })?.to).toBe('passedOn')
})

describe('a push that did not get through', () => {
  test('waits longer each time, and not as long as all others', () => {
    const waits = [1, 2, 3].map((attempt) => backOff({ attempt, random: () => 0.5 }))
    expect(waits).toEqual([60_000, 120_000, 240_000])
    expect(backOff({ attempt: 1, random: () => 0 })).toBe(45_000)
    expect(backOff({ attempt: 1, random: () => 0.999 })).toBeGreaterThan(70_000)
  })

  test('never comes back before Google wants it', () => {
    for (const random of [0, 0.5, 0.999]) {
      expect(
        backOff({ attempt: 1, retryAfterMs: 600_000, random: () => random }),
      ).toBeGreaterThanOrEqual(600_000)
    }
  })
})
