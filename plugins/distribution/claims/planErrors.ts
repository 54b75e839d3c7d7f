import { contentErrors } from '../distribute/freezeContent.ts'
import type { ErrorCode } from '../errors.ts'

/** What a command that plans a claim can be refused with. */
export const planErrors = [
  'INVALID_STATE_TRANSITION',
  'ILLEGAL_MOVE',
  'UNSUPPORTED_PLATFORM',
  'CHANNEL_NOT_FOUND',
  'CHANNEL_NOT_ACTIVE',
  'CHANNEL_CAP',
  'SAME_CONTENT',
  'DUPLICATE_DISTRIBUTION_PLAN',
  'CLAIM_POST_EDITED',
  ...contentErrors,
] as const satisfies ErrorCode[]
