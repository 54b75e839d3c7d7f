import { expect, test } from 'vitest'
import { goingPlatforms } from './goingPlatforms.ts'

const on = (channel: string | null, isChosen = false) => ({ channel, isChosen })

test('what was to go somewhere goes there alone; else it goes wherever there is an account', () => {
  const [tiktok, instagram, none] = [on('tiktok'), on('instagram', true), on(null, true)]
  expect(goingPlatforms({ platforms: [tiktok, instagram, none] })).toEqual([instagram])
  expect(goingPlatforms({ platforms: [tiktok, on(null)] })).toEqual([tiktok])
  // The only account that was chosen is gone.
  expect(goingPlatforms({ platforms: [tiktok, none] })).toEqual([tiktok])
})
