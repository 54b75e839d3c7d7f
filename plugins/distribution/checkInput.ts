import type { z } from 'zod'
import { DistributionError } from './errors.ts'
import { explainIssue } from './explainIssue.ts'
import type { Operation } from './operation.ts'

/** Half of a surrogate pair, and the character zero: Postgres keeps neither. */
const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000')

const findUnstorable = (value: unknown, path: string): string | undefined => {
  if (typeof value === 'string') return isStorable(value) ? undefined : path
  if (value === null || typeof value !== 'object') return undefined
  for (const [key, part] of Object.entries(value)) {
    const found = findUnstorable(part, path === '' ? key : `${path}.${key}`)
    if (found !== undefined) return found
  }
  return undefined
}

/**
 * Checks what an operation is given, once, by the schema that also documents it.
 *
 * @throws ZodError where it does not fit the schema
 * @throws INVALID_INPUT where a text holds what no database can keep
 */
export const checkInput = <Input extends z.ZodType>(
  operation: Pick<Operation<Input>, 'input'>,
  input: unknown,
): z.output<Input> => {
  const checked = operation.input.parse(input, { error: explainIssue })
  const path = findUnstorable(checked, '')
  if (path !== undefined) {
    throw new DistributionError(
      'INVALID_INPUT',
      `"${path}" holds a broken character. Remove it, or type the text again.`,
    )
  }
  return checked
}
