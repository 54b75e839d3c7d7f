import { expect, test } from 'vitest'
import { takingPlatforms } from './takingPlatforms.ts'

const on = (platform: 'tiktok' | 'instagram' | 'youtube' | 'snapchat', isChosen = false) => ({
  ...{ platform, isChosen },
  channel: platform === 'youtube' ? null : `the ${platform}`,
})

const preview = {
  platforms: [
    { platform: 'tiktok' as const, refusals: [{ code: 'BRANDED' }] },
    { platform: 'instagram' as const, refusals: [] },
  ],
}

test('a claim goes wherever there is an account, but not where it is refused', () => {
  const claim = { platforms: [on('tiktok'), on('instagram'), on('youtube'), on('snapchat')] }
  expect(takingPlatforms({ claim, preview })).toEqual(['instagram', 'snapchat'])
})

test('one that is scheduled goes where it was scheduled for, and nowhere else', () => {
  const claim = { platforms: [on('tiktok', true), on('instagram', true), on('snapchat')] }
  expect(takingPlatforms({ claim, preview })).toEqual(['instagram'])
})

test('where the only account that was chosen is gone, it goes wherever there is one', () => {
  const claim = { platforms: [on('youtube', true), on('instagram'), on('snapchat')] }
  expect(takingPlatforms({ claim, preview })).toEqual(['instagram', 'snapchat'])
})
