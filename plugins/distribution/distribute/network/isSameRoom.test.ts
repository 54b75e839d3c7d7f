import { expect, test } from 'vitest'
import { takeAll } from '../../plan/steps.ts'
import { isSameRoom } from './isSameRoom.ts'

const account = (id: string, taken: number[]) => ({
  ...{ id, timezone: 'UTC', caps: [], blackouts: [] },
  taken,
})

const room = {
  sameContentAt: [30, 10, 10],
  awayFrom: [{ at: 10, ms: 7 }],
  accounts: [account('a', [5, 3]), account('b', [])],
}

test('two readings are the same in whatever order they are, and differ by whatever came in between', () => {
  const isSame = (other: Partial<typeof room>) => takeAll(isSameRoom(room, { ...room, ...other }))
  const accounts = [account('b', []), account('a', [3, 5])]
  expect(isSame({ sameContentAt: [10, 30, 10], accounts })).toBe(true)
  expect(isSame({ sameContentAt: [10, 30, 30] })).toBe(false)
  expect(isSame({ awayFrom: [{ at: 10, ms: 8 }] })).toBe(false)
  expect(isSame({ accounts: [account('a', [5, 3]), account('b', [1])] })).toBe(false)
})
