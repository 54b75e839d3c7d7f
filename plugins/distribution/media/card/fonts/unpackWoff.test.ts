import { expect, it } from 'vitest'
import { unpackWoff } from './unpackWoff.ts'

it('what is no WOFF file is refused', () => {
  expect(() => unpackWoff(Buffer.from('#EXTM3U\n/etc/passwd\n'))).toThrow('This is no WOFF file.')
})
