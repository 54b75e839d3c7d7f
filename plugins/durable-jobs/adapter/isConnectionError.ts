const codes = new Set([
  '53300', // too many connections
  '57P01', // the server is being shut down
  '57P02',
  '57P03', // the server is starting
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
])

/** Payload and pg say some of these by words alone. */
const words =
  /cannot begin transaction|connection terminated|connection error|timeout exceeded when trying to connect|client was closed|query read timeout|not currently accepting connections|did not confirm the commit/i

/** Whether an error only means that the database cannot be reached just now, here or anywhere among its causes. */
export const isConnectionError = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return (
    codes.has(code) ||
    code.startsWith('08') ||
    words.test(error.message) ||
    isConnectionError(error.cause)
  )
}
