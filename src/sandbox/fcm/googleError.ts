/** The ways in which FCM refuses a push; the last four are of Google's front door and carry no code of FCM. */
export const refusals = [
  'UNREGISTERED',
  'INVALID_ARGUMENT',
  'QUOTA_EXCEEDED',
  'UNAVAILABLE',
  'INTERNAL',
  'SENDER_ID_MISMATCH',
  'THIRD_PARTY_AUTH_ERROR',
  'INVALID_PAYLOAD',
  'UNAUTHENTICATED',
  'PERMISSION_DENIED',
  'NOT_FOUND',
] as const

export type Refusal = (typeof refusals)[number]

type Shape = { status: number; general: string; message: string; isOfFcm: boolean }

const ofFcm = (status: number, general: string, message: string): Shape => ({
  status,
  general,
  message,
  isOfFcm: true,
})

const ofGoogle = (status: number, general: string, message: string): Shape => ({
  status,
  general,
  message,
  isOfFcm: false,
})

const shapes: Record<Refusal, Shape> = {
  UNREGISTERED: ofFcm(404, 'NOT_FOUND', 'Requested entity was not found.'),
  INVALID_ARGUMENT: ofFcm(
    400,
    'INVALID_ARGUMENT',
    'The registration token is not a valid FCM registration token',
  ),
  QUOTA_EXCEEDED: ofFcm(
    429,
    'RESOURCE_EXHAUSTED',
    "Quota exceeded for quota metric 'Send requests' and limit 'Send requests per minute' of service 'fcm.googleapis.com'.",
  ),
  UNAVAILABLE: ofFcm(503, 'UNAVAILABLE', 'The service is currently unavailable.'),
  INTERNAL: ofFcm(500, 'INTERNAL', 'Internal error encountered.'),
  SENDER_ID_MISMATCH: ofFcm(403, 'PERMISSION_DENIED', 'SenderId mismatch'),
  THIRD_PARTY_AUTH_ERROR: ofFcm(401, 'UNAUTHENTICATED', 'Auth error from APNS or Web Push Service'),
  INVALID_PAYLOAD: ofGoogle(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.'),
  UNAUTHENTICATED: ofGoogle(
    401,
    'UNAUTHENTICATED',
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
  ),
  PERMISSION_DENIED: ofGoogle(
    403,
    'PERMISSION_DENIED',
    "Permission 'cloudmessaging.messages.create' denied on this project (or it may not exist).",
  ),
  NOT_FOUND: ofGoogle(404, 'NOT_FOUND', 'Requested entity was not found.'),
}

type Args = {
  refusal: Refusal
  /** In place of the usual sentence. */
  message?: string
  /** The fields of the request that are wrong. */
  violations?: { field: string; description: string }[]
}

export type GoogleError = {
  error: { code: number; message: string; status: string; details?: Record<string, unknown>[] }
}

/** An answer in the shape of https://firebase.google.com/docs/cloud-messaging/error-codes (2026-11). */
export function googleError({ refusal, message, violations }: Args): {
  status: number
  body: GoogleError
} {
  const shape = shapes[refusal]
  const details = [
    ...(shape.isOfFcm
      ? [{ '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode: refusal }]
      : []),
    ...(refusal === 'QUOTA_EXCEEDED'
      ? [
          {
            '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
            violations: [{ subject: 'project', description: 'Send requests per minute' }],
          },
        ]
      : []),
    ...(violations
      ? [
          {
            '@type': 'type.googleapis.com/google.rpc.BadRequest',
            fieldViolations: violations,
          },
        ]
      : []),
  ]
  return {
    status: shape.status,
    body: {
      error: {
        code: shape.status,
        message: message ?? shape.message,
        status: shape.general,
        ...(details.length > 0 ? { details } : {}),
      },
    },
  }
}
