import { heldAuthorization } from '../session/credential.ts'

/** What came back: a value, or why not. `status` 0 means that the server was not reached. */
export type Reply<Value> =
  | { isOk: true; value: Value; serverTime: Date | undefined }
  | { isOk: false; status: number; code: string; detail: string | undefined }

type Args = {
  path: string
  method?: 'GET' | 'POST'
  body?: unknown
  /** Sent as the Idempotency-Key. */
  key?: string
  base?: string
  timeoutMs?: number
  /** Goes on when the page is closed. */
  keepalive?: boolean
  /** Instead of this phone's own credential; null for none. */
  authorization?: string | null
}

/** The code of an answer that names none: it comes from something in between, such as a proxy. */
export const unknownCode = 'UNKNOWN'

type Failure = { code?: unknown; detail?: unknown; errors?: { message?: unknown }[] }

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/**
 * Asks the API of the same server, by the credential of this phone and never by a cookie: whoever else is logged in in
 * this browser is not meant. It never throws: being out of reach is an answer, with the code `OFFLINE`.
 */
export const callApi = async <Value>(args: Args): Promise<Reply<Value>> => {
  const { path, method = 'GET', body, key, base = '/api', timeoutMs = 15_000 } = args
  const { keepalive, authorization = heldAuthorization() } = args
  let response: Response
  let text: string
  try {
    response = await fetch(`${base}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(authorization ? { authorization } : {}),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      keepalive,
      signal: AbortSignal.timeout(timeoutMs),
    })
    text = await response.text()
  } catch {
    return { isOk: false, status: 0, code: 'OFFLINE', detail: undefined }
  }
  const parsed = parse(text)
  if (response.ok && parsed !== undefined) {
    const date = response.headers.get('date')
    return {
      isOk: true,
      value: parsed as Value,
      serverTime: date === null ? undefined : new Date(date),
    }
  }
  const failure = (parsed ?? {}) as Failure
  return {
    isOk: false,
    // An answer in another form than ours comes from something in between, such as a hotel's log-in page.
    status: response.ok ? 502 : response.status,
    code: textOf(failure.code) ?? unknownCode,
    detail: textOf(failure.detail) ?? textOf(failure.errors?.[0]?.message),
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
