import { expect, test } from 'vitest'
import { checkDates, checkLabels, checkLanguage } from './networkFields.ts'

test.each([
  [checkLabels, ['North', 'brand A'], true],
  [checkLabels, undefined, true],
  [checkLabels, ['North', 'north'], '“north” is there twice. Give each label once.'],
  [checkLabels, [' '], 'Each label has 1 to 60 characters.'],
  [checkLabels, Array.from({ length: 31 }, (_, n) => `${n}`), 'Give 30 labels at most.'],
  [checkLanguage, 'pt-PT', true],
  [checkLanguage, '', true],
  [checkLanguage, 'Portuguese!', 'Give a language by its code, such as en or pt-PT.'],
  [checkDates, ['2028-02-29', '2026-12-25'], true],
  [checkDates, ['2026-02-29'], '“2026-02-29” is no day. Write it as 2026-12-25.'],
  [checkDates, ['25.12.2026'], '“25.12.2026” is no day. Write it as 2026-12-25.'],
  [checkDates, ['2026-12-25', '2026-12-25'], '2026-12-25 is there twice. Give each day once.'],
])('%o of %j: %s', (check, value, said) => {
  expect(check(value)).toBe(said)
})
