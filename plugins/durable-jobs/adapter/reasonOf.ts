/** The first cause of an error, in its own words and without the statement that drizzle puts in front of it. */
export const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : reasonOf(error.cause)
}
