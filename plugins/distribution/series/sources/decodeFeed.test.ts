import { expect, test } from 'vitest'
import { decodeFeed } from './decodeFeed.ts'

const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><t>Löwe</t>', 'latin1')

test('what says nothing of itself is UTF-8', () => {
  expect(decodeFeed(Buffer.from('<t>Löwe – 🦁</t>'), 'application/rss+xml')).toBe(
    '<t>Löwe – 🦁</t>',
  )
})

test('the first line names the character set, a header wins over it, and a mark over both', () => {
  expect(decodeFeed(latin, undefined)).toContain('<t>Löwe</t>')
  expect(decodeFeed(latin, 'text/xml; charset="utf-8"')).toContain('<t>L�we</t>')
  const marked = Buffer.from('\ufeff<t>Löwe</t>', 'utf16le')
  expect(decodeFeed(marked, 'text/xml; charset=iso-8859-1')).toBe('<t>Löwe</t>')
  expect(decodeFeed(Buffer.from([0x83, 0x89, 0x83, 0x43]), 'text/xml;charset=Shift_JIS')).toBe(
    'ライ',
  )
})

test('a character set of which nobody has heard is no text', () => {
  expect(decodeFeed(latin, 'text/xml; charset=klingon')).toBeUndefined()
})
