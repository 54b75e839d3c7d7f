import { expect, it } from 'vitest'
import { inWaves } from './inWaves.ts'

const collect = async <T>(waves: AsyncGenerator<T[]>): Promise<T[][]> => {
  const seen: T[][] = []
  for await (const wave of waves) seen.push(wave)
  return seen
}

it('what comes soon is one wave', async () => {
  const promises = [1, 2, 3].map((number) => Promise.resolve(number))
  expect(await collect(inWaves(promises, 60_000))).toEqual([[1, 2, 3]])
  expect(await collect(inWaves([], 60_000))).toEqual([])
})

it('what is slow comes in a wave of its own, and holds nobody up', async () => {
  const slow = Promise.withResolvers<string>()
  const waves = inWaves([Promise.resolve('quick'), slow.promise], 1)
  expect((await waves.next()).value).toEqual(['quick'])
  const next = waves.next()
  slow.resolve('slow')
  expect((await next).value).toEqual(['slow'])
  expect((await waves.next()).done).toBe(true)
})

it('what fails is told', async () => {
  const promises = [Promise.resolve(1), Promise.reject(new Error('broken'))]
  await expect(collect(inWaves(promises, 60_000))).rejects.toThrow('broken')
})
