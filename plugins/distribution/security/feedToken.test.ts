import { expect, it } from 'vitest'
import { feedToken, isFeedToken, ownerOfToken } from './feedToken.ts'

const secret = 'a-secret-of-at-least-thirty-two-characters'

it('opens the feed of its owner, until that is renewed', () => {
  const token = feedToken({ series: 7, renewals: 0, secret })
  expect(ownerOfToken(token)).toBe('7')
  expect(isFeedToken(token, { series: 7, renewals: 0, secret })).toBe(true)
  expect(isFeedToken(token, { series: 7, renewals: 1, secret })).toBe(false)
  expect(isFeedToken(token, { series: 8, renewals: 0, secret })).toBe(false)
  expect(isFeedToken(`${token}.x`, { series: 7, renewals: 0, secret })).toBe(false)
})

it('of a series opens no feed of a channel with the same id, nor the other way round', () => {
  const series = feedToken({ series: 7, renewals: 0, secret })
  const channel = feedToken({ channel: 7, renewals: 0, secret })
  expect(isFeedToken(series, { channel: 7, renewals: 0, secret })).toBe(false)
  expect(isFeedToken(channel, { series: 7, renewals: 0, secret })).toBe(false)
})
