import { z } from 'zod'

/** An error as FCM answered it. */
export type FcmAnswer = {
  status: number
  /** FCM's own code where it gave one (`UNREGISTERED`), else Google's general one (`NOT_FOUND`). */
  code: string
  /** True where `code` is FCM's own. */
  isFcmCode: boolean
  /** Google's sentence. It may hold what was sent. */
  message: string
  /** The fields of the request that were found wrong: `message.data[0].value`. */
  fields: string[]
  retryAfterMs?: number
}

const answerShape = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.unknown()).default({}),
  data: z.unknown().optional(),
})

const bodyShape = z.object({
  error: z.object({
    message: z.string().default(''),
    status: z.string().default(''),
    details: z
      .array(
        z.looseObject({
          '@type': z.string().default(''),
          errorCode: z.string().optional(),
          fieldViolations: z.array(z.looseObject({ field: z.string().default('') })).optional(),
        }),
      )
      .default([]),
  }),
})

type Args = {
  /** An error of firebase-admin. */
  error: unknown
  /** ms since 1970, for a `Retry-After` that names a date. */
  now: number
}

/**
 * What FCM answered, out of an error of firebase-admin; undefined where no answer came.
 * Shape: https://firebase.google.com/docs/cloud-messaging/error-codes (2026-11). Whatever is not JSON of that
 * shape, as a proxy in between may send, leaves the texts empty.
 */
export function readFcmAnswer({ error, now }: Args): FcmAnswer | undefined {
  const answer = z.object({ httpResponse: answerShape }).safeParse(error).data?.httpResponse
  if (!answer) return undefined
  const body = bodyShape.safeParse(answer.data).data?.error
  const fcm = body?.details.find((detail) => detail['@type'].endsWith('fcm.v1.FcmError'))
  return {
    status: answer.status,
    code: fcm?.errorCode ?? body?.status ?? '',
    isFcmCode: fcm?.errorCode !== undefined,
    message: body?.message ?? '',
    fields: (body?.details ?? []).flatMap(({ fieldViolations }) =>
      (fieldViolations ?? []).map(({ field }) => field),
    ),
    retryAfterMs: readRetryAfter(answer.headers['retry-after'], now),
  }
}

/** Seconds or a date (RFC 9110, section 10.2.3), as ms from now; undefined where there is none to be read. */
function readRetryAfter(header: unknown, now: number): number | undefined {
  if (typeof header !== 'string' || header.trim() === '') return undefined
  const seconds = Number(header)
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now : seconds * 1000
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}
