/** The classes of Postgres' errors in which it refuses the data itself: they end the same way each time. */
const refusesData = /^2[23]/

/** Whether Postgres refused what it was given, here or anywhere among the causes. */
export const isUnstorable = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return refusesData.test(code) || isUnstorable(error.cause)
}
