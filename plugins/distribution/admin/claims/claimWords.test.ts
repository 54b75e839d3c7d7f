import { expect, test } from 'vitest'
import { type ClaimAnswer, exampleClaim } from '../../claims/claimAnswer.ts'
import { ownPlatforms } from '../../claims/goingPlatforms.ts'
import { tellPublish, tellRetry } from './claimWords.ts'

const [tiktok] = exampleClaim.platforms as ClaimAnswer['platforms']
const claim: ClaimAnswer = {
  ...(exampleClaim as ClaimAnswer),
  platforms: [
    { ...tiktok!, state: 'published' },
    { ...tiktok!, platform: 'youtube', channel: null, account: null },
    { ...tiktok!, platform: 'snapchat', account: 'nia.snaps', state: 'expired' },
  ],
}

test('who says yes is told first where it goes, and who is asked to post by hand', () => {
  expect(ownPlatforms(claim).map(({ platform }) => platform)).toEqual(['tiktok', 'snapchat'])
  expect(tellPublish(claim)).toBe(
    'It goes out now on nia.runs (tiktok), nia.snaps (snapchat). Nia is asked to post on Snapchat by phone.',
  )
})

test('only what did not go is tried again', () => {
  expect(tellRetry(claim)).toBe('Only snapchat is tried again; what is published stays as it is.')
})
