import { expect, it } from 'vitest'
import { keyScopes } from '../../keys/keyScopes.ts'
import { wordsOf } from './scopeWords.ts'

it('has words for everything that a key can be allowed', () => {
  expect(keyScopes.filter((scope) => wordsOf(scope) === scope)).toEqual([])
})
