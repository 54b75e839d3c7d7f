import type { ID } from './id.ts'

/**
 * Every error that a person or a program can meet, by its stable code, with its HTTP status.
 * The sentence that says what to do next is given where the error is raised, since it names what is wrong.
 */
export const errorStatus = {
  UNAUTHENTICATED: 401,
  KEY_EXPIRED: 401,
  KEY_REVOKED: 401,
  SIGNATURE_INVALID: 401,
  RATE_LIMITED: 429,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID_INPUT: 400,
  INVALID_JSON: 400,
  PAYLOAD_TOO_LARGE: 413,
  DATE_IN_PAST: 422,
  DATE_TOO_SOON: 422,
  DATE_TOO_FAR: 422,
  POST_EMPTY: 422,
  CHANNEL_REQUIRED: 422,
  CHANNEL_NOT_FOUND: 422,
  CHANNEL_NOT_ACTIVE: 409,
  CHANNEL_CAP: 422,
  CHANNEL_SETTINGS_MISPLACED: 422,
  CHANNEL_UNAUTHORISED: 409,
  TOOL_NOT_OFFERED: 422,
  BOARD_UNKNOWN: 422,
  CHANNEL_NOT_POSTIZ: 422,
  CHANNEL_OF_OTHER_KIND: 422,
  CHANNEL_NOT_SET_UP: 409,
  WEBHOOK_REFUSED: 422,
  EVENT_TYPE_UNKNOWN: 422,
  SUBSCRIBER_UNREADABLE: 409,
  CLAIM_SOURCE_UNREADABLE: 503,
  OLD_SECRET_HOLDS: 409,
  CLAIM_POST_EDITED: 409,
  MAIL_SERVER_REFUSED: 422,
  CONTENT_REFUSED: 422,
  VARIATION_INVALID: 422,
  ENTITLEMENT_DENIED: 403,
  MEDIA_MISSING: 422,
  RENDER_SPEC_INVALID: 422,
  PRECONDITION_FAILED: 412,
  PRECONDITION_REQUIRED: 428,
  ILLEGAL_MOVE: 409,
  INVALID_STATE_TRANSITION: 409,
  UNSUPPORTED_PLATFORM: 400,
  OVERLAY_REFUSED: 422,
  RENDITION_NOT_READY: 409,
  OUTCOME_CONFLICT: 409,
  TASK_OVER: 409,
  TASK_TAKEN: 409,
  MEDIA_PENDING: 409,
  PROOF_REFUSED: 422,
  PUSH_NOT_SET_UP: 409,
  PUSH_CREDENTIALS_REFUSED: 422,
  PLAN_SETTLED: 409,
  PLAN_HALTED: 409,
  RISK_TOO_HIGH: 409,
  SPREAD_IMPOSSIBLE: 422,
  TOO_MANY_DELIVERIES: 422,
  SAME_CONTENT: 422,
  NO_CHANNELS_SELECTED: 422,
  DUPLICATE_DISTRIBUTION_PLAN: 409,
  IDEMPOTENCY_CONFLICT: 409,
  POSTIZ_NOT_CONNECTED: 409,
  POSTIZ_REFUSED: 422,
  POSTIZ_UNREACHABLE: 502,
  POSTIZ_GROUP_REQUIRED: 422,
  POSTIZ_GROUP_UNKNOWN: 422,
  LINK_INVALID: 403,
  LINK_EXPIRED: 410,
  FILE_MISSING: 404,
  INTERNAL: 500,
} as const

export type ErrorCode = keyof typeof errorStatus

/** One place that does not fit. Of a plan made twice it names the records that it is about, too. */
export type ErrorDetail = {
  path: string
  code: string
  message: string
  channel?: ID
  plan?: ID
  delivery?: ID
  /** An instant. */
  at?: string
  /** Of what finds no room: how many do, of how many. */
  fits?: number
  of?: number
}

/** Raised by rooms, turned into an answer by the doors. `message` is one sentence for a person. */
export class DistributionError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly details: ErrorDetail[]
  /** True where what was written before it stays, though the caller is refused. */
  readonly isKept: boolean

  constructor(
    code: ErrorCode,
    message: string,
    options: { details?: ErrorDetail[]; cause?: unknown; isKept?: boolean } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'DistributionError'
    this.code = code
    this.status = errorStatus[code]
    this.details = options.details ?? []
    this.isKept = options.isKept ?? false
  }
}

export const notFound = (what: string): DistributionError =>
  new DistributionError('NOT_FOUND', `There is no such ${what}, or it is not yours to see.`)
