import { expect, it } from 'vitest'
import { remedyOf } from './remedyOf.ts'

it.each([
  ['failed', 'CHANNEL_UNAUTHORISED', 'channel'],
  ['held', 'CHANNEL_DISABLED', 'channel'],
  ['held', 'CONNECTION_REFUSED', 'tenant'],
  ['held', 'POSTIZ_BUDGET_SPENT', undefined],
  ['scheduled', 'CHANNEL_BACK', undefined],
  ['cancelled', 'CHANNEL_DISABLED', undefined],
  ['failed', null, undefined],
] as const)('what is %s for %s is mended on the page of the %s', (state, reasonCode, page) => {
  expect(remedyOf({ state, reasonCode })).toBe(page)
})
