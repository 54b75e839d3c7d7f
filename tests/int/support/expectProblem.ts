import { operations } from 'postyard'
import { expect } from 'vitest'
import type { Answer } from './agency.ts'
import type { OperationName } from './operationCalls.ts'

/** The OpenAPI document, as far as errors are concerned. */
export type Reference = {
  paths: Record<
    string,
    Record<string, { operationId: string; responses: Record<string, { description: string }> }>
  >
}

/** An error as RFC 9457 wants it: its type, a stable code, and a sentence that tells nothing of the inside. */
export const expectProblem = (answer: Answer, status: number, code: string) => {
  const shown = JSON.stringify(answer.body)
  expect([answer.status, answer.body.code], shown).toEqual([status, code])
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.body, shown).toMatchObject({
    type: `urn:postyard:error:${code}`,
    title: expect.stringMatching(/^[A-Z]/),
    status,
    detail: expect.stringMatching(/^\S.*[.?!]$/s),
  })
  expect(shown).not.toMatch(/node_modules|file:\/\/|stack|\bselect |\binsert into/i)
}

/** The reference names this error among those of the operation. */
export const expectPromised = (reference: Reference, operation: OperationName, answer: Answer) => {
  const described = Object.values(reference.paths)
    .flatMap((methods) => Object.values(methods))
    .find(({ operationId }) => operationId === operations[operation].name)
  const codes = described?.responses[String(answer.status)]?.description.split(', ')
  expect(codes, `${answer.status} of ${operation}`).toContain(answer.body.code)
}
