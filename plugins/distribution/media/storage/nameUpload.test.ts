import { expect, test } from 'vitest'
import { nameUpload } from './nameUpload.ts'

const zeros = (bytes: number) => new Uint8Array(bytes)

test.each([
  ['photo.jpg', 'photo-aaaaaaaaaa.jpg'],
  ['häuser am meer.PNG', 'häuser am meer-aaaaaaaaaa.PNG'],
  ['no ending', 'no ending-aaaaaaaaaa'],
  ['.hidden', '.hidden-aaaaaaaaaa'],
  [`${'x'.repeat(300)}.png`, `${'x'.repeat(150)}-aaaaaaaaaa.png`],
  [`${'€'.repeat(60)}.png`, `${'€'.repeat(50)}-aaaaaaaaaa.png`],
  [`x${'€'.repeat(60)}.png`, `x${'€'.repeat(49)}-aaaaaaaaaa.png`],
])('%s is stored as %s', (name, expected) => {
  expect(nameUpload(name, zeros)).toBe(expected)
})

test('two files of one name get two names', () => {
  expect(nameUpload('photo.jpg')).not.toBe(nameUpload('photo.jpg'))
})
