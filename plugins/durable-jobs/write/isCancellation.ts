/** Whether a write is that of `payload.jobs.cancel`, or of a handler that threw `JobCancelledError`. */
export const isCancellation = (data: Record<string, unknown>): boolean => {
  const { error, hasError } = data
  return (
    hasError === true &&
    typeof error === 'object' &&
    error !== null &&
    'cancelled' in error &&
    error.cancelled === true
  )
}

/** What a job has no longer once nobody holds it. */
export const noLease = { leaseUntil: null, leaseToken: null, leasedBy: null }
