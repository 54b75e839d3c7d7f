import { expect, it } from 'vitest'
import { accountUrl } from './accountUrl.ts'

it.each([
  [
    { platform: 'instagram', profile: 'marina.estates' },
    'https://www.instagram.com/marina.estates/',
  ],
  [{ platform: 'x', profile: '@bluehour' }, 'https://x.com/bluehour'],
  [{ platform: 'mastodon', profile: 'bluehour' }, undefined],
  [{ platform: 'x', profile: 'a/../../b' }, undefined],
  [{ platform: 'x', profile: null }, undefined],
])('leads to the account where that is certain: %o', (channel, url) => {
  expect(accountUrl(channel)).toBe(url)
})
