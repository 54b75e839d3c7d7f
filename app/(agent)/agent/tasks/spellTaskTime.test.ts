import { expect, test } from 'vitest'
import { wordsOf } from '../words/index.ts'
import { spellTaskTime } from './spellTaskTime.ts'

const now = Date.UTC(2026, 10, 22, 12, 0)
const mine = Intl.DateTimeFormat().resolvedOptions().timeZone
const words = wordsOf('en')

test('a time is told by the clock of this phone, and by that of the client where it differs', () => {
  expect(spellTaskTime({ at: now, now, zone: mine, words })).toMatch(/^\d\d:\d\d$/)
  // Its clocks stand at no other zone's minutes.
  expect(spellTaskTime({ at: now, now, zone: 'Asia/Kathmandu', words })).toMatch(
    /^\d\d:\d\d \(17:45 Kathmandu\)$/,
  )
})
