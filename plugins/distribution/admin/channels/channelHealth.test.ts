import { expect, test } from 'vitest'
import { barsOf } from './healthBars.ts'
import { tellNetwork } from './tellNetwork.ts'

test('a day without a record has no height, and every bar says its day', () => {
  const day = { date: '2026-11-22', attempts: 3, succeeded: 2, limited: 1 }
  expect(barsOf([{ ...day, score: 79 }])).toEqual([
    {
      date: '2026-11-22',
      height: 79,
      word: 'strained',
      said: '2026-11-22: 79 of 100, 2 of 3 attempts succeeded',
    },
  ])
  expect(barsOf([{ ...day, attempts: 0, succeeded: 0, score: null }])[0]).toMatchObject({
    height: null,
    said: '2026-11-22: nothing attempted',
  })
})

test('what is written down of an account stands in one line', () => {
  expect(tellNetwork({})).toBe('')
  expect(
    tellNetwork({
      timezone: 'Europe/Lisbon',
      language: 'pt-PT',
      followers: 12_400,
      labels: ['North', 'Brand A'],
      hours: 1,
      dates: ['2026-12-25'],
    }),
  ).toBe('Europe/Lisbon · pt-PT · 12,400 followers · North · Brand A · 2 times without posts')
})
