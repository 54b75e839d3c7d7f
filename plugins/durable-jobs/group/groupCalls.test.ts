import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { groupCalls } from './groupCalls.ts'

/** A call that takes until it is let go, and remembers what it was asked together. */
const open = (most = 100) => {
  const asked: number[][] = []
  const waiting: { go: () => void; fail: (error: Error) => void }[] = []
  const double = groupCalls<number, number>({
    most,
    run: (items) => {
      asked.push(items)
      return new Promise((resolve, reject) => {
        waiting.push({ go: () => resolve(items.map((item) => item * 2)), fail: reject })
      })
    },
  })
  return { asked, waiting, double }
}

it('what is asked in one turn goes out together, and each gets its own answer', async () => {
  const { asked, waiting, double } = open()
  const answers = Promise.all([double(1), double(2), double(3)])
  await turn()
  expect(asked).toEqual([[1, 2, 3]])
  waiting[0]?.go()
  expect(await answers).toEqual([2, 4, 6])
})

it('what is asked meanwhile waits, and then goes out together, at most so many at once', async () => {
  const { asked, waiting, double } = open(2)
  const first = double(1)
  await turn()
  const others = [double(2), double(3), double(4)]
  await turn()
  expect(asked).toEqual([[1]])
  waiting[0]?.go()
  expect(await first).toBe(2)
  await turn()
  expect(asked).toEqual([[1], [2, 3]])
  waiting[1]?.go()
  await turn()
  waiting[2]?.go()
  expect(await Promise.all(others)).toEqual([4, 6, 8])
})

it('an error is that of the calls that were made together, and of no later one', async () => {
  const { waiting, double } = open()
  const failing = Promise.allSettled([double(1), double(2)])
  await turn()
  waiting[0]?.fail(new Error('broken'))
  expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const later = double(3)
  await turn()
  waiting[1]?.go()
  expect(await later).toBe(6)
})
