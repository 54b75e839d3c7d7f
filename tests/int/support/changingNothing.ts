import type { Payload } from 'payload'
import { expect } from 'vitest'
import { readTables } from './readTables.ts'

/**
 * Does the same for many cases one after the other, and then no table is any different. What fails says of which case it
 * is, and the others are still tried.
 */
export const changingNothing = async <Case>(args: {
  payload: Payload
  cases: readonly Case[]
  name: (one: Case) => string
  work: (one: Case) => Promise<void>
}): Promise<void> => {
  const { payload, cases, name, work } = args
  const before = await readTables(payload)
  const failed: Error[] = []
  for (const one of cases) {
    try {
      await work(one)
    } catch (error) {
      failed.push(new Error(`${name(one)}: ${(error as Error).message}`, { cause: error }))
    }
  }
  const [first] = failed
  if (first) {
    throw new Error(
      `${failed.length} of ${cases.length} failed. ${failed.map(({ message }) => message).join('\n')}`,
      {
        cause: first.cause,
      },
    )
  }
  expect(await readTables(payload), 'Something was changed.').toEqual(before)
}
