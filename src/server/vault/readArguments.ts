import { parseArgs } from 'node:util'
import { setupError } from '../setupError.ts'

/** Throws `WRONG_ARGUMENTS`. */
export function readArguments(args: string[]): { isJson: boolean } {
  try {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
    return { isJson: values.json }
  } catch (cause) {
    throw setupError({
      code: 'WRONG_ARGUMENTS',
      message:
        'Give nothing, or --json for one line with the outcome: npm run vault:rotate -- --json',
      cause,
    })
  }
}
