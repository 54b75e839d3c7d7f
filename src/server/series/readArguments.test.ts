import { expect, test } from 'vitest'
import { readArguments } from './readArguments.ts'

test('a month has 30 days and 50 series, unless something else is wished', () => {
  expect(readArguments([])).toEqual({
    ...{ days: 30, series: 50, randomSeed: 1, isKept: false, isJson: false },
  })
  expect(readArguments(['--json', '--days', '7', '--seed', '3'])).toMatchObject({
    ...{ days: 7, randomSeed: 3, isJson: true },
  })
})

test.each([['--days', '0'], ['--days', '32'], ['--series', '51'], ['--seed', '-1'], ['month']])(
  'what makes no sense is refused in one sentence: %s %s',
  (...args) => {
    expect(() => readArguments(args.flatMap((arg) => arg ?? []))).toThrow(/--days .* 1 to 31/)
  },
)
