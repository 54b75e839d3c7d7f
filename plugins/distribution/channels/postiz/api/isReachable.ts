import type { PostizFault } from './readError.ts'

/** Whether somebody sensible answered: false for network faults and 5xx, which waiting may mend. */
export const isReachable = ({ statusCode, isPermanent }: PostizFault): boolean =>
  statusCode === undefined ? isPermanent : statusCode < 500
