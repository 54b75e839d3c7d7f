import { expect, it } from 'vitest'
import { isConnectionError } from './isConnectionError.ts'

const withCode = (code: string) => Object.assign(new Error('x'), { code })

it.each([
  withCode('ECONNREFUSED'),
  withCode('57P01'),
  withCode('08006'),
  new Error('Connection terminated unexpectedly'),
  new Error('Error: cannot begin transaction: x'),
  new Error('Failed query', { cause: new Error('wrapped', { cause: withCode('ECONNRESET') }) }),
])('%s is one of the connection', (error) => {
  expect(isConnectionError(error)).toBe(true)
})

it.each([new Error('x'), withCode('23505'), withCode('42P01'), 'Connection terminated', undefined])(
  '%s is another error',
  (error) => {
    expect(isConnectionError(error)).toBe(false)
  },
)
