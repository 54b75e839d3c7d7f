import { expect, it } from 'vitest'
import { isSpent, tellBudget } from './tellBudget.ts'

const budget = { limit: 90, used: 12, startsAnewAt: null, blockedUntil: null, toldAt: null }

it('says how much of the hour is used, also where Postiz has not told its limit yet', () => {
  expect(tellBudget(budget)).toMatch(/^12 of 90 requests of this hour are used/)
  expect(tellBudget({ ...budget, limit: null, used: 3 })).toMatch(/not told yet .*; 3 are used\.$/)
  expect(tellBudget({ ...budget, limit: null, used: 0 })).toMatch(/none is used\.$/)
})

it('posts have to wait where all of it is used, or where Postiz was asked too often', () => {
  expect(isSpent(budget)).toBe(false)
  expect(isSpent({ ...budget, used: 90 })).toBe(true)
  expect(isSpent({ ...budget, limit: null, used: 29 })).toBe(false)
  expect(isSpent({ ...budget, blockedUntil: '2026-11-22T13:00:00Z' })).toBe(true)
})
