export type Answer = {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array
}

export function json(status: number, value: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  }
}

export function html(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}

/** The framework's own shape: a sentence, or a list of them for a body that does not fit. */
export function badRequest(message: string | string[]): Answer {
  return json(400, { message, error: 'Bad Request', statusCode: 400 })
}

export function notFound(message: string): Answer {
  return json(404, { message, error: 'Not Found', statusCode: 404 })
}

/** The shape of upload, integration-settings, social and integration-trigger. */
export function withMsg(status: number, msg: string): Answer {
  return json(status, { msg })
}

export function internalError(): Answer {
  return json(500, { statusCode: 500, message: 'Internal server error' })
}

export function tooLarge(): Answer {
  return json(413, { statusCode: 413, message: 'request entity too large' })
}

/** What nginx says by itself. */
export function gatewayPage(status: number, title: string): Answer {
  const head = `<head><title>${status} ${title}</title></head>`
  const body = `<body><center><h1>${status} ${title}</h1></center><hr><center>nginx</center></body>`
  return html(status, `<html>\r\n${head}\r\n${body}\r\n</html>\r\n`)
}
