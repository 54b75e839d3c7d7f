import { maskToken, redactTokens } from './maskToken.ts'
import { type FcmAnswer, readFcmAnswer } from './readFcmAnswer.ts'

/** Why a push did not go out, stable for programs. */
export type PushCode =
  | 'PUSH_UNREGISTERED'
  | 'PUSH_TOKEN_INVALID'
  | 'PUSH_QUOTA_EXCEEDED'
  | 'PUSH_UNAVAILABLE'
  | 'PUSH_UNREACHABLE'
  | 'PUSH_TIMEOUT'
  | 'PUSH_ABORTED'
  | 'PUSH_REFUSED'
  | 'PUSH_SENDER_MISMATCH'
  | 'PUSH_CREDENTIALS_REFUSED'
  | 'PUSH_PROJECT_NOT_FOUND'

/**
 * - `gone`: the token will never work again and is to be dropped
 * - `retry`: worth another attempt, after `retryAfterMs` where Google named a time
 * - `failed`: another attempt ends the same way until a person changes something
 */
export type PushFailure =
  | { kind: 'gone' | 'failed'; code: PushCode; message: string }
  | { kind: 'retry'; code: PushCode; message: string; retryAfterMs?: number }

/** Google asks for this much where a 429 names no time (firebase.google.com/docs/cloud-messaging/scale-fcm). */
const quotaPauseMs = 60_000

type Args = {
  /** What firebase-admin gave for this token. Its causes hold the access token: they are never passed on. */
  error: unknown
  token: string
  /** True where another phone took the very same payload, so that the token is at fault and not the payload. */
  isPayloadGood: boolean
  /** ms since 1970. */
  now: number
}

/**
 * What an error of firebase-admin means for one token.
 * Codes: https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode (2026-11).
 */
export function classifyPushError({ error, token, isPayloadGood, now }: Args): PushFailure {
  const answer = readFcmAnswer({ error, now })
  return answer
    ? classifyAnswer({ answer, token, isPayloadGood })
    : classifyWithoutAnswer({ error, token })
}

function classifyAnswer({
  answer,
  token,
  isPayloadGood,
}: {
  answer: FcmAnswer
  token: string
  isPayloadGood: boolean
}): PushFailure {
  const { status, code, retryAfterMs } = answer
  const phone = maskToken(token)
  const said = `Google says: ${redactTokens({ text: answer.message, tokens: [token] }) || `status ${status}`}`

  if (code === 'UNREGISTERED')
    return {
      kind: 'gone',
      code: 'PUSH_UNREGISTERED',
      message: `The app on phone ${phone} was removed or has a new token; it registers again when it is next opened.`,
    }
  // Without FCM's own code it is the project that isn't there. Told apart, since a typing error in the
  // project's id would else drop every phone.
  if (status === 404)
    return {
      kind: 'failed',
      code: 'PUSH_PROJECT_NOT_FOUND',
      message: `There is no such Firebase project: check its id in the push settings. ${said}`,
    }
  if (code === 'QUOTA_EXCEEDED' || status === 429)
    return {
      kind: 'retry',
      code: 'PUSH_QUOTA_EXCEEDED',
      message: `Google's quota for pushes is used up; the push goes out again by itself. ${said}`,
      retryAfterMs: retryAfterMs ?? quotaPauseMs,
    }
  if (code === 'INVALID_ARGUMENT' && isTokenAtFault(answer, isPayloadGood))
    return {
      kind: 'gone',
      code: 'PUSH_TOKEN_INVALID',
      message: `The token of phone ${phone} is not valid; its app registers a new one when it is next opened. ${said}`,
    }
  if (code === 'SENDER_ID_MISMATCH')
    return {
      kind: 'failed',
      code: 'PUSH_SENDER_MISMATCH',
      message: `Phone ${phone} is registered with another Firebase project: use that project's credentials, or log in anew on the phone.`,
    }
  if (status === 401 || status === 403)
    return {
      kind: 'failed',
      code: 'PUSH_CREDENTIALS_REFUSED',
      message: `The credentials for pushes are refused: check the service account, its rights and the project's APNs and web push keys. ${said}`,
    }
  if (status >= 500 || status === 408)
    return {
      kind: 'retry',
      code: 'PUSH_UNAVAILABLE',
      message: `Google's push service is not well; the push goes out again by itself. ${said}`,
      retryAfterMs,
    }
  return { kind: 'failed', code: 'PUSH_REFUSED', message: `The push was refused. ${said}` }
}

/** A named field is believed; else Google's sentence; else that other phones took the same payload. */
const isTokenAtFault = (answer: FcmAnswer, isPayloadGood: boolean): boolean =>
  answer.fields.length > 0
    ? answer.fields.includes('message.token')
    : /registration token/i.test(answer.message) || (answer.isFcmCode && isPayloadGood)

/** Of the system (`ECONNREFUSED`), of TLS and of the HTTP parser; not of a key that can't be read (`ERR_OSSL_…`). */
const networkCode =
  /^(E(?!RR_)[A-Z_]+$|ERR_(TLS|SSL|SOCKET|STREAM)|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|HPE_)/

/** FCM gave no answer: the network, the credentials, or a message that firebase-admin would not send. */
function classifyWithoutAnswer({ error, token }: { error: unknown; token: string }): PushFailure {
  const causes = causesOf(error)
  const codes = causes.map((cause) => String(propertyOf(cause, 'code') ?? ''))
  const status = causes
    .map((cause) => Number(propertyOf(cause, 'status')))
    .find((value) => value >= 400)
  const system = codes.find((code) => networkCode.test(code))
  const [code = ''] = codes

  if (codes.includes('PUSH_ABORTED'))
    return {
      kind: 'retry',
      code: 'PUSH_ABORTED',
      message: 'The push was interrupted; it goes out again by itself.',
    }
  if (codes.some((each) => ['PUSH_TIMEOUT', 'ETIMEDOUT', 'app/network-timeout'].includes(each)))
    return {
      kind: 'retry',
      code: 'PUSH_TIMEOUT',
      message: 'Google did not answer in time; the push goes out again by itself.',
    }
  const isOutage = status === undefined ? system !== undefined : status >= 500 || status === 429
  if (code === 'app/network-error' || (code === 'app/invalid-credential' && isOutage))
    return {
      kind: 'retry',
      code: 'PUSH_UNREACHABLE',
      message: `Google was not reached (${system ?? `status ${status ?? 'unknown'}`}); the push goes out again by itself.`,
    }
  if (code === 'app/unable-to-parse-response')
    return {
      kind: 'retry',
      code: 'PUSH_UNAVAILABLE',
      message: 'Something other than FCM answered; the push goes out again by itself.',
    }
  // Its own sentence is left out: firebase-admin writes a malformed access token into it.
  if (code === 'app/invalid-credential')
    return {
      kind: 'failed',
      code: 'PUSH_CREDENTIALS_REFUSED',
      message: `These credentials give no access to pushes${status ? ` (status ${status})` : ''}: check the service account.`,
    }
  return {
    kind: 'failed',
    code: 'PUSH_REFUSED',
    message: `The push could not be sent. ${redactTokens({ text: messageOf(error), tokens: [token] })}`,
  }
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = []
  for (let next = error; next && !causes.includes(next); next = propertyOf(next, 'cause')) {
    causes.push(next)
  }
  return causes
}

const propertyOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
