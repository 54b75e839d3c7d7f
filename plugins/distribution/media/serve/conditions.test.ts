import { expect, test } from 'vitest'
import { etagOf, isPartWanted, isUnchanged } from './conditions.ts'

const file = { version: 'sha256:abc', modified: new Date('2026-05-04T10:00:00.400Z') }
const tag = etagOf(file.version)
const headers = (entries: Record<string, string>) => new Headers(entries)

test('a tag is the same for the same bytes, and does not tell their hash', () => {
  expect(tag).toBe(etagOf('sha256:abc'))
  expect(tag).not.toBe(etagOf('sha256:abd'))
  expect(tag).toMatch(/^"[\w-]{32}"$/)
  expect(tag).not.toContain('abc')
})

test.each<[string, Record<string, string>, boolean]>([
  ['nothing', {}, false],
  ['its tag', { 'if-none-match': tag }, true],
  ['its tag, weakly, among others', { 'if-none-match': `"x", W/${tag}` }, true],
  ['any tag', { 'if-none-match': '*' }, true],
  ['another tag', { 'if-none-match': '"x"' }, false],
  [
    'another tag, and a date that would do',
    { 'if-none-match': '"x"', 'if-modified-since': file.modified.toUTCString() },
    false,
  ],
  ['its date', { 'if-modified-since': file.modified.toUTCString() }, true],
  ['an older date', { 'if-modified-since': 'Mon, 04 May 2026 09:59:59 GMT' }, false],
  ['no date at all', { 'if-modified-since': 'yesterday' }, false],
])('a file is unchanged to who has %s: %o', (_what, given, expected) => {
  expect(isUnchanged(file, headers(given))).toBe(expected)
})

test.each<[Record<string, string>, boolean]>([
  [{}, true],
  [{ 'if-range': tag }, true],
  [{ 'if-range': '"x"' }, false],
  [{ 'if-range': `W/${tag}` }, false],
  [{ 'if-range': file.modified.toUTCString() }, false],
])('a part is sent where the file is proven to be the same: %o', (given, expected) => {
  expect(isPartWanted(file, headers(given))).toBe(expected)
})
