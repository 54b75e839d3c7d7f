import { expect, it } from 'vitest'
import { foretell } from './foretell.ts'

const now = new Date('2026-11-22T14:18:00Z')
const zone = 'Europe/Lisbon'

it('says where a post goes and when, on the clock of its tenant', () => {
  const at = new Date('2026-11-22T14:30:00Z')
  expect(foretell({ channels: ['Instagram', 'TikTok'], at, zone, now })).toBe(
    'Goes to Instagram and TikTok at 14:30 Lisbon, in 12 min.',
  )
})

it('says that it goes at once where it has no time', () => {
  expect(foretell({ channels: ['Instagram'], at: null, zone, now })).toBe(
    'Goes to Instagram at once.',
  )
})

it('counts the channels that would make the sentence too long', () => {
  const channels = Array.from({ length: 40 }, (_, index) => `C${index}`)
  expect(foretell({ channels, at: null, zone, now })).toBe(
    'Goes to C0, C1, C2, C3, C4 and 35 more channels at once.',
  )
})
