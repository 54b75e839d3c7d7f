import { parseArgs } from 'node:util'
import { setupError } from '../setupError.ts'

type Arguments = { isJson: boolean; tenant?: string; heads?: string }

/** Throws `WRONG_ARGUMENTS`. */
export function readArguments(args: string[]): Arguments {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: 'boolean', default: false },
        tenant: { type: 'string' },
        heads: { type: 'string' },
      },
    })
    return {
      isJson: values.json,
      ...(values.tenant ? { tenant: values.tenant } : {}),
      ...(values.heads ? { heads: values.heads } : {}),
    }
  } catch (cause) {
    throw setupError({
      code: 'WRONG_ARGUMENTS',
      message:
        'Give nothing, or --tenant ID for one client, --heads FILE for the file in which the ends of the chains are kept from run to run, and --json for one line with the outcome: npm run receipts:verify -- --heads ../heads.json',
      cause,
    })
  }
}
