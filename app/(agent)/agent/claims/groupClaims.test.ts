import { expect, test } from 'vitest'
import { exampleClaim } from '../../../../plugins/distribution/claims/claimAnswer.ts'
import { wordsOf } from '../words/index.ts'
import { type Claim, claimOfDelivery } from './claim.ts'
import { groupClaims } from './groupClaims.ts'
import { lookOfClaim, lookOfPlatform } from './lookOfClaim.ts'

const now = Date.parse('2026-11-23T20:00:00Z')
const [platform] = exampleClaim.platforms as Claim['platforms']

const claim = (id: string, given: Partial<Claim> = {}): Claim => ({
  ...(exampleClaim as Claim),
  id,
  ...given,
})

const at = (state: Claim['platforms'][number]['state'], delivery = 'd'): Claim['platforms'] => [
  { ...platform!, state, delivery },
]

const idsOf = (claims: Claim[]) => claims.map(({ id }) => id)

test('what wants the influencer stands on top, the one that ends first before all others', () => {
  const claims = [
    claim('later', { expiresAt: '2026-11-24T09:00:00Z' }),
    claim('failed', { state: 'failed', platforms: at('failed') }),
    claim('sooner', { expiresAt: '2026-11-23T21:00:00Z' }),
    claim('by hand', { state: 'publishing', platforms: at('awaiting_human') }),
    claim('by itself', { state: 'publishing', platforms: at('queued') }),
    claim('out', { state: 'published', platforms: at('published') }),
    claim('missed', { state: 'expired', expiresAt: '2026-11-23T10:00:00Z' }),
  ]
  const { todo, going, over } = groupClaims(claims, now)
  expect(idsOf(todo)).toEqual(['sooner', 'later', 'failed', 'by hand'])
  expect(idsOf(going)).toEqual(['by itself'])
  expect(idsOf(over).sort()).toEqual(['missed', 'out'])
})

test('a claim whose clock runs out while the page is open is over, before the server says so', () => {
  const one = claim('c', { expiresAt: '2026-11-23T20:00:00Z' })
  expect(idsOf(groupClaims([one], now - 1).todo)).toEqual(['c'])
  expect(idsOf(groupClaims([one], now).over)).toEqual(['c'])
  const words = wordsOf('en')
  expect(lookOfClaim(one, now - 60_000, words)).toMatchObject({ word: '1 min', tone: 'soon' })
  expect(lookOfClaim(one, now, words)).toMatchObject({ word: 'Expired', tone: 'quiet' })
})

test.each([
  [claim('c'), 'calm', '13 h'],
  [claim('c', { state: 'publishing', platforms: at('awaiting_human') }), 'soon', 'Waits for you'],
  [claim('c', { state: 'published' }), 'good', 'Published'],
  [claim('c', { state: 'failed' }), 'bad', 'Failed'],
])('a state is a word and a tone', (one, tone, word) => {
  expect(lookOfClaim(one, now, wordsOf('en'))).toMatchObject({ tone, word })
})

test('a platform to which nothing goes has no state', () => {
  expect(lookOfPlatform(at(null)[0]!, wordsOf('en'))).toBeUndefined()
  expect(lookOfPlatform(at('unknown')[0]!, wordsOf('en'))?.word).toBe('Being checked')
})

test('a task finds the claim that it is a part of', () => {
  const mine = claim('mine', { platforms: at('awaiting_human', 'the one') })
  const other = claim('other', { platforms: at('awaiting_human', 'another') })
  expect(claimOfDelivery([other, mine], 'the one')?.id).toBe('mine')
  expect(claimOfDelivery([other, mine], 'none')).toBeUndefined()
})
