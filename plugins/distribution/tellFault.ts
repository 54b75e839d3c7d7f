/** The first cause of an error. Drizzle puts the whole statement with all its values in front of it. */
const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : error

/** What may be logged of an error: its first cause in its own words, with its code, and no value of a statement. */
export const tellFault = (error: unknown): string => {
  const cause = causeOf(error)
  if (!(cause instanceof Error)) return String(cause)
  const code = 'code' in cause ? ` (${String(cause.code)})` : ''
  return `${cause.message.slice(0, 300)}${code}`
}

/** As an error that may be written down, where the given one carries a statement; else the error itself. */
export const withoutStatement = (error: unknown): unknown =>
  error instanceof Error && error.cause !== undefined && error.message.startsWith('Failed query')
    ? new Error(tellFault(error))
    : error
