import { expect, test } from 'vitest'
import { type Effect, judgeSpacing, type Leaving } from './judgeSpacing.ts'

const gapMs = 300_000

const effect = (more: Partial<Effect> = {}): Effect => ({
  channel: 'a',
  delivery: '1',
  isNetwork: true,
  gapMs,
  beganAt: 1_000,
  endedAt: 2_000,
  ...more,
})

const leaving = (goesAt: number, more: Partial<Leaving> = {}): Leaving => ({
  channel: 'b',
  delivery: '2',
  isNetwork: true,
  gapMs,
  goesAt,
  ...more,
})

const earliest = (one: Leaving, ...effects: Effect[]) =>
  judgeSpacing({ leaving: one, effects, now: one.goesAt })?.earliest

test('the gap is counted from the end of the call before', () => {
  expect(earliest(leaving(302_000), effect())).toBe(302_010)
  expect(earliest(leaving(302_010), effect())).toBeUndefined()
})

test('the larger gap of both plans counts', () => {
  const wide = effect({ gapMs: 600_000 })
  expect(earliest(leaving(302_010), wide)).toBe(602_010)
  expect(earliest(leaving(302_010, { gapMs: 600_000 }), effect())).toBe(602_010)
})

test('a call that is under way keeps others back, however long it takes', () => {
  const open = effect({ endedAt: undefined })
  expect(earliest(leaving(900_000), open)).toBe(1_202_000)
  const planned = { leaving: leaving(900_000), effects: [open], now: 1_500 }
  expect(judgeSpacing(planned)?.earliest).toBe(902_000)
})

test('of several the last one counts', () => {
  const effects = [effect({ endedAt: 9_000 }), effect({ channel: 'c', endedAt: 4_000 })]
  expect(earliest(leaving(10_000), ...effects)).toBe(309_010)
})

test('the account itself and ordinary plans among one another are not kept apart', () => {
  const ordinary = effect({ isNetwork: false })
  expect(earliest(leaving(3_000, { channel: 'a' }), effect())).toBeUndefined()
  expect(earliest(leaving(3_000, { isNetwork: false }), ordinary)).toBeUndefined()
  expect(earliest(leaving(3_000, { isNetwork: false }), effect())).toBe(302_010)
  expect(earliest(leaving(3_000), ordinary)).toBe(302_010)
})
