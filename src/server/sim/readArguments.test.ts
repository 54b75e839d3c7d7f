import { expect, test } from 'vitest'
import { readArguments } from './readArguments.ts'

const read = (...args: string[]) => readArguments(args, () => 7)

test('a thousand tasks and fifty agents are simulated unless told otherwise', () => {
  expect(read('agents')).toMatchObject({ tasks: 1000, agents: 50, randomSeed: 7, isJson: false })
  expect(read('agents', '--tasks', '40', '--agents', '10', '--seed', '3', '--json')).toMatchObject({
    tasks: 40,
    agents: 10,
    randomSeed: 3,
    isJson: true,
  })
})

test.each([
  [],
  ['robots'],
  ['agents', 'agents'],
  ['agents', '--tasks', '3'],
  ['agents', '--seed', 'x'],
  ['agents', '--unheard-of'],
])('%j makes no sense, and one sentence says what does', (...args) => {
  expect(() => read(...args)).toThrow(/^[^\n]*--tasks[^\n]*$/)
})
