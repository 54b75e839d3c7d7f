import { expect, test } from 'vitest'
import { type BrowserFacts, pushState, remedyForBlocked, toldOf } from './pushState.ts'

const fine: BrowserFacts = {
  isSecure: true,
  hasPush: true,
  permission: 'granted',
  isIos: false,
  isInstalled: true,
}

type Given = Partial<Omit<Parameters<typeof pushState>[0], 'browser'>> & {
  browser?: Partial<BrowserFacts>
}

const stateOf = ({ browser, ...given }: Given) =>
  pushState({
    isSetUp: true,
    server: 'works',
    failure: undefined,
    ...given,
    browser: { ...fine, ...browser },
  })

test.each<[string, Given, string]>([
  ['everything is as it should be', {}, 'on'],
  ['the person was not asked yet', { browser: { permission: 'default' } }, 'off'],
  ['the person or the phone refuses', { browser: { permission: 'denied' } }, 'blocked'],
  [
    'it is an iPhone and the page is not on the home screen',
    { browser: { isIos: true, isInstalled: false, hasPush: false } },
    'install',
  ],
  [
    'an old iPhone has no push on the home screen either',
    { browser: { isIos: true, hasPush: false } },
    'unsupported',
  ],
  ['the address begins with http', { browser: { isSecure: false, hasPush: false } }, 'insecure'],
  ['the office has set up none', { isSetUp: false, browser: { permission: 'denied' } }, 'notSetUp'],
  ['Google refused', { failure: 'messaging/token-subscribe-failed' }, 'failed'],
  ['Google knows the phone no more', { server: 'dropped' }, 'starting'],
  [
    'the server was not reached',
    { isSetUp: undefined, browser: { permission: 'default' } },
    'unknown',
  ],
])('notifications where %s', (_where, given, state) => {
  expect(stateOf(given)).toBe(state)
})

test('staff see phones that show nothing as blocked', () => {
  expect(toldOf({ hasPush: true, permission: 'denied' })).toBe('blocked')
  expect(toldOf({ hasPush: false, permission: 'default' })).toBe('blocked')
  expect(toldOf({ hasPush: true, permission: 'default' })).toBe('unknown')
  expect(toldOf({ hasPush: true, permission: 'granted' })).toBe('granted')
})

test('the remedy for blocked notifications is that of the phone', () => {
  expect(remedyForBlocked({ isIos: true, isInstalled: true })).toBe('blockedOnIos')
  expect(remedyForBlocked({ isIos: false, isInstalled: true })).toBe('blockedInApp')
  expect(remedyForBlocked({ isIos: false, isInstalled: false })).toBe('blockedInBrowser')
})
