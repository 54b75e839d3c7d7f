import { expect, it } from 'vitest'
import { isInOrder, isQuietTime } from './assistFields.ts'

const minutes = { remindMinutes: 10, nextMinutes: 20, managerMinutes: 40 }

it('takes the steps of escalation in their order, and says which one comes too early', () => {
  for (const [name, value] of Object.entries(minutes)) {
    expect(isInOrder(name, value, minutes), name).toBe(true)
  }
  expect(isInOrder('nextMinutes', 10, minutes)).toBe(
    'Give more than 10 minutes: this comes after the reminder, which is at 10.',
  )
  expect(isInOrder('managerMinutes', 5, minutes)).toContain('after the next field agent')
  expect(isInOrder('managerMinutes', 5, {})).toBe(true)
  expect(isInOrder('leaseMinutes', 1, minutes)).toBe(true)
})

it.each([
  ['22:00', '08:00', true],
  ['', null, true],
  [undefined, undefined, true],
  ['22:00', '', 'give both, or neither'],
  ['', '08:00', 'give both, or neither'],
  ['10 pm', '08:00', 'such as 22:00'],
])('quiet hours from %s, the other end %s', (value, other, said) => {
  const is = isQuietTime(value, other)
  if (said === true) expect(is).toBe(true)
  else expect(is).toContain(said)
})
