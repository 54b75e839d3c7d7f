import type { PayloadRequest } from 'payload'
import type { ErrorCode } from '../errors.ts'
import { errorStatus } from '../errors.ts'
import type { Alias, AliasProblem } from '../operation.ts'

const words: Partial<Record<ErrorCode, string>> = {
  NOT_FOUND: 'not_found',
  FORBIDDEN: 'forbidden',
  UNSUPPORTED_PLATFORM: 'unsupported_platform',
  INVALID_STATE_TRANSITION: 'invalid_state_transition',
}

/** Those that say something of the request besides what it asks for. */
const asTheyAre: readonly number[] = [401, 429, 413]

/** An error in the words of the older contract, which knows five; what it has no word for is said in ours, small. */
const itemProblem = (code: ErrorCode): AliasProblem => {
  const status = errorStatus[code]
  const word = words[code]
  if (word) return { code: word, status }
  const isOfInput = [400, 422].includes(status)
  if (isOfInput && !asTheyAre.includes(status)) return { code: 'invalid_request', status: 400 }
  return { code: code.toLowerCase(), status }
}

const root = '/v1/distribution/items/'

/** Whether a request came to one of these addresses. */
export const isAtItems = ({ pathname }: Pick<PayloadRequest, 'pathname'>): boolean =>
  pathname?.includes(root) ?? false

/** Where an operation on a claim is found by programs that were written for the older contract. */
export const itemAlias = (verb: string): Alias => ({
  name: `distribution.items.${verb.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
  path: `${root}{id}/${verb}`,
  problemOf: itemProblem,
})
