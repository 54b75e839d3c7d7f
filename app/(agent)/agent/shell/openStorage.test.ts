import { expect, test } from 'vitest'
import { rememberPerson } from '../session/person.ts'
import { openStorage } from './openStorage.ts'

const ana = { id: '3', name: 'Ana', email: 'ana@example.test' }

test('the page opens in a browser that keeps nothing, and somebody can log in', () => {
  const closed = openStorage(() => {
    throw new DOMException('Denied.', 'SecurityError')
  })
  expect(closed).toBeUndefined()
  expect(() => rememberPerson(closed, ana)).not.toThrow()
})

test('a full phone keeps nobody from logging in', () => {
  const full = {
    setItem: () => {
      throw new DOMException('Full.', 'QuotaExceededError')
    },
    removeItem: () => {},
  }
  expect(() => rememberPerson(full, ana)).not.toThrow()
})
