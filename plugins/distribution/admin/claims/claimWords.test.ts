import { expect, test } from 'vitest'
import { type ClaimAnswer, exampleClaim } from '../../claims/claimAnswer.ts'
import { ownPlatforms } from '../../claims/takingPlatforms.ts'
import { countOf, tellRetry } from './claimWords.ts'

const [tiktok] = exampleClaim.platforms as ClaimAnswer['platforms']
const claim: ClaimAnswer = {
  ...(exampleClaim as ClaimAnswer),
  platforms: [
    { ...tiktok!, state: 'published' },
    { ...tiktok!, platform: 'youtube', channel: null, account: null },
    { ...tiktok!, platform: 'snapchat', account: 'nia.snaps', state: 'expired' },
  ],
}

test('a claim may go where its influencer has an account', () => {
  expect(ownPlatforms(claim).map(({ platform }) => platform)).toEqual(['tiktok', 'snapchat'])
  expect([1, 2].map(countOf)).toEqual(['1 platform', '2 platforms'])
})

test('only what did not go is tried again', () => {
  expect(tellRetry(claim)).toBe('Only Snapchat is tried again; what is published stays as it is.')
})
