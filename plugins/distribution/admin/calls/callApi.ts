import { noAnswer, type Problem, readProblem } from './problem.ts'

type Args = {
  url: string
  /** Sent as JSON. */
  body?: Record<string, unknown>
  /** @default 'POST' with a body, 'GET' without */
  method?: 'PATCH'
  /** Under which a repeat of this POST gets the same answer. */
  key?: string
  signal?: AbortSignal
}

export type Answered<Answer> = { answer: Answer } | { problem: Problem }

/** Calls the API as the logged-in user. It never throws, but for its own abort. */
export const callApi = async <Answer>(args: Args): Promise<Answered<Answer>> => {
  const { url, body, method, key, signal } = args
  try {
    const response = await fetch(url, {
      credentials: 'include',
      method: method ?? (body ? 'POST' : 'GET'),
      headers: {
        accept: 'application/json',
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    })
    const text = await response.text()
    const answer = readJson(text)
    if (response.ok && answer !== undefined) return { answer: answer as Answer }
    return { problem: readProblem(response.status, answer) }
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof TypeError) return { problem: noAnswer }
    throw error
  }
}

/** Undefined where it is no JSON, as from a proxy that answers in the server's place. */
const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
