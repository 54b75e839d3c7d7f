import type { ErrorDetail } from '../../errors.ts'

/** Why something was not done. `detail` is one sentence for a person; `code` is stable. */
export type Problem = { code: string; detail: string; status: number; errors: ErrorDetail[] }

/** Nobody answered, so nobody knows whether it was done. */
export const noAnswer: Problem = {
  code: 'NO_ANSWER',
  detail:
    'The server did not answer. Press the same button again when you are back online: it is done once, however often you press.',
  status: 0,
  errors: [],
}

type Body = {
  code?: unknown
  detail?: unknown
  errors?: { path?: unknown; code?: unknown; message?: unknown }[]
}

/** Reads the problem out of an answer: of an operation (RFC 9457), or of Payload's own API. */
export const readProblem = (status: number, body: unknown): Problem => {
  const { code, detail, errors } = (body ?? {}) as Body
  const details = (Array.isArray(errors) ? errors : []).map((error) => ({
    path: String(error?.path ?? ''),
    code: String(error?.code ?? ''),
    message: String(error?.message ?? ''),
  }))
  const sentence = [detail, details[0]?.message].find(
    (text): text is string => typeof text === 'string' && text !== '',
  )
  return {
    code: typeof code === 'string' ? code : `HTTP_${status}`,
    detail: sentence ?? `The server refused (${status}). Reload the page, then try again.`,
    status,
    errors: details,
  }
}
