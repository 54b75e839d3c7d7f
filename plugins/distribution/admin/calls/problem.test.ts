import { expect, it } from 'vitest'
import { readProblem } from './problem.ts'

it('reads the sentence of an operation', () => {
  const body = { code: 'ILLEGAL_MOVE', detail: 'It is published.', errors: [] }
  expect(readProblem(409, body)).toMatchObject({ code: 'ILLEGAL_MOVE', detail: 'It is published.' })
})

it("reads the sentence of Payload's own API", () => {
  const body = { errors: [{ message: 'You are not allowed to perform this action.' }] }
  expect(readProblem(403, body).detail).toBe('You are not allowed to perform this action.')
})

it('says what to do where a proxy answered in the place of the server', () => {
  expect(readProblem(504, undefined).detail).toContain('Reload the page')
})
