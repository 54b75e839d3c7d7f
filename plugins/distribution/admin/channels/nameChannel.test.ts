import { expect, it } from 'vitest'
import { nameChannel } from './nameChannel.ts'

it.each([
  [{ name: 'Marina Estates', platform: 'instagram' }, 'Marina Estates on Instagram'],
  [{ name: 'Marina Estates', platform: 'linkedin-page' }, 'Marina Estates on LinkedIn'],
  [{ name: 'WhatsApp Status', platform: 'whatsapp' }, 'WhatsApp Status'],
  [{ name: 'Old Town Flats on Facebook', platform: 'facebook' }, 'Old Town Flats on Facebook'],
  [{ name: 'Extra', platform: 'x' }, 'Extra on X'],
])('tells channels of one name apart by their platform: %o', (channel, said) => {
  expect(nameChannel(channel)).toBe(said)
})
