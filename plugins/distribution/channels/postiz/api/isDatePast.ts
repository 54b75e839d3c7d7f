import type { PostizFault } from './readError.ts'

/**
 * Whether Postiz refused a request because its date is over: versions after 2.23 do so for creating and for
 * switching on, from one minute on, with 400 and without effect.
 */
export const isDatePast = ({ statusCode, said }: PostizFault): boolean =>
  statusCode === 400 && /\bpast\b/i.test(said)
