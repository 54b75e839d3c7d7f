import { APIError, type PayloadRequest } from 'payload'
import { ZodError } from 'zod'
import { DistributionError, type ErrorCode, type ErrorDetail, errorStatus } from './errors.ts'

/** An error as it is answered, by RFC 9457. */
export type Problem = {
  type: string
  title: string
  status: number
  code: string
  detail: string
  errors?: ErrorDetail[]
}

const titleOf = (code: string): string => {
  const words = code.toLowerCase().replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const problem = (args: {
  code: ErrorCode | string
  status: number
  detail: string
  errors?: ErrorDetail[]
}): Problem => ({
  type: `urn:postyard:error:${args.code}`,
  title: titleOf(args.code),
  status: args.status,
  code: args.code,
  detail: args.detail,
  ...(args.errors && args.errors.length > 0 ? { errors: args.errors } : {}),
})

const detailsOf = (error: ZodError): ErrorDetail[] =>
  error.issues.slice(0, 20).map((issue) => ({
    path: issue.path.map(String).join('.'),
    code: issue.code,
    message: issue.message,
  }))

/** The fields that an error of Payload names. */
const placesOf = (errors: unknown): ErrorDetail[] =>
  (Array.isArray(errors) ? errors : []).slice(0, 20).map((error) => ({
    path: String(error?.path ?? ''),
    code: 'invalid',
    message: String(error?.message ?? ''),
  }))

/** What an error of Payload is called that has no code of its own. */
const codes: Record<number, ErrorCode> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
}

/** Turns whatever was thrown into an answer; what nobody foresaw says nothing of its inside. */
export const toProblem = (error: unknown): Problem => {
  if (error instanceof DistributionError) {
    return problem({
      code: error.code,
      status: error.status,
      detail: error.message,
      errors: error.details,
    })
  }
  if (error instanceof ZodError) {
    const errors = detailsOf(error)
    const first = errors[0]
    return problem({
      code: 'INVALID_INPUT',
      status: 400,
      detail: first
        ? `${first.path === '' ? 'The request' : `"${first.path}"`} does not fit. ${first.message}`
        : 'The request does not fit.',
      errors,
    })
  }
  if (error instanceof APIError && error.status < 500) {
    const { code: given, errors } = (error.data ?? {}) as { code?: unknown; errors?: unknown }
    const code = typeof given === 'string' ? given : (codes[error.status] ?? 'INVALID_INPUT')
    return problem({
      code,
      status: errorStatus[code as ErrorCode] ?? error.status,
      detail: error.message,
      errors: placesOf(errors),
    })
  }
  return problem({
    code: 'INTERNAL',
    status: 500,
    detail:
      'Something went wrong on our side. Look whether it was done before you try again, or repeat it with the same Idempotency-Key; the log says more.',
  })
}

/** What an error is answered with; one that nobody foresaw is logged with its inside, a peer that failed by its sentence. */
export const problemOf = (error: unknown, req: Pick<PayloadRequest, 'payload'>): Problem => {
  const answer = toProblem(error)
  if (answer.status >= 500) {
    const { logger } = req.payload
    if (error instanceof DistributionError) logger.warn({ code: answer.code, msg: answer.detail })
    else logger.error({ err: error, msg: 'A request failed.' })
  }
  return answer
}

/** An error as it is called at a path with words of its own. */
export const sayOtherwise = (
  answer: Problem,
  otherwise: ((code: ErrorCode) => { code: string; status: number }) | undefined,
): Problem => {
  if (!otherwise || !(answer.code in errorStatus)) return answer
  const { code, status } = otherwise(answer.code as ErrorCode)
  const { detail, errors } = answer
  return problem({ code, status, detail, ...(errors ? { errors } : {}) })
}

/** The HTTP answer to an error. */
export const answerError = (
  error: unknown,
  req: Pick<PayloadRequest, 'payload'>,
  headers = new Headers(),
  otherwise?: (code: ErrorCode) => { code: string; status: number },
): Response => {
  const answer = sayOtherwise(problemOf(error, req), otherwise)
  headers.set('content-type', 'application/problem+json')
  return Response.json(answer, { status: answer.status, headers })
}
