import { expect, it } from 'vitest'
import { normaliseSound } from './normaliseSound.ts'

it('sound with room for it is brought to -14 LUFS by one gain', () => {
  expect(normaliseSound({ integrated: -23, truePeak: -12 })).toEqual(['volume=9.00dB'])
  expect(normaliseSound({ integrated: -9, truePeak: 0.5 })).toEqual(['volume=-5.00dB'])
})

it('peaks are limited, by no more than 6 dB', () => {
  expect(normaliseSound({ integrated: -20, truePeak: -3 })[0]).toBe('volume=6.00dB')
  expect(normaliseSound({ integrated: -20, truePeak: -3 })[1]).toMatch(/^alimiter=limit=0\.79/)
  expect(normaliseSound({ integrated: -30, truePeak: -3 })[0]).toBe('volume=7.50dB')
})

it('the noise of a room is not lifted to the loudness of music', () => {
  expect(normaliseSound({ integrated: -65, truePeak: -50 })).toEqual(['volume=30.00dB'])
})
