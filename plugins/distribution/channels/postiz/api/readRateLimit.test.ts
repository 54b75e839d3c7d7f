import { expect, it } from 'vitest'
import { readRateLimit } from './readRateLimit.ts'

const headers = (limit: string, remaining: string, reset: string) => ({
  'x-ratelimit-limit': limit,
  'x-ratelimit-remaining': remaining,
  'x-ratelimit-reset': reset,
})

it('reads what Postiz tells of its count', () => {
  expect(readRateLimit(headers('30', '29', '3600'))).toEqual({
    limit: 30,
    remaining: 29,
    resetSeconds: 3600,
  })
})

it.each([
  ['nothing', {}],
  ['a part of it', { 'x-ratelimit-limit': '30' }],
  ['no room at all, ever', headers('0', '0', '3600')],
  ['a time of day in place of seconds', headers('100', '99', '1763800000')],
  ['more left than there is', headers('30', '31', '100')],
  ['less than nothing', headers('30', '-1', '100')],
  ['two figures in one', headers('30, 100', '29, 99', '100, 60')],
  ['more than can be counted', headers('99999999999', '5', '100')],
  ['words', headers('unlimited', 'unlimited', 'never')],
])('believes nothing that cannot be of Postiz: %s', (_, given: Record<string, string>) => {
  expect(readRateLimit(given)).toBeNull()
})
