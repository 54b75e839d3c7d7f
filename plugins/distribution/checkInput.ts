import type { z } from 'zod'
import { DistributionError } from './errors.ts'
import { explainIssue } from './explainIssue.ts'
import { findUnstorable } from './model/findUnstorable.ts'
import type { Operation } from './operation.ts'

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
  const path = findUnstorable(checked)
  if (path !== undefined) {
    throw new DistributionError(
      'INVALID_INPUT',
      `"${path}" holds a broken character. Remove it, or type the text again.`,
    )
  }
  return checked
}
