import { expect, test } from 'vitest'
import { inTurns } from './inTurns.ts'

test('what else waits in the process has its turn while long work is done', async () => {
  let isServed = false
  setImmediate(() => {
    isServed = true
  })
  const work = function* () {
    for (let step = 0; step < 50_000_000 && !isServed; step += 1) yield
    return isServed
  }
  expect(await inTurns(work())).toBe(true)
})

test('what fails in the middle of long work fails the whole', async () => {
  const work = function* () {
    yield
    throw new Error('no room')
  }
  await expect(inTurns(work())).rejects.toThrow('no room')
})
