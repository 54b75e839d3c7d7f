import { expect, it } from 'vitest'
import { tellChanges } from './tellChanges.ts'

const one = (id: string, state: string) => ({ id, state, name: `Channel ${id}` })

it('tells what has changed between two looks, and of newcomers nothing', () => {
  const before = [one('a', 'submitted'), one('b', 'scheduled')]
  const now = [one('a', 'published'), one('b', 'scheduled'), one('c', 'failed')]
  expect(tellChanges(before, now)).toBe('Channel a: Published.')
  expect(tellChanges(now, now)).toBe('')
})
