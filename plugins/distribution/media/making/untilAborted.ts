/** Waits for work that knows no signal, but no longer than until the signal aborts, and throws its reason then. */
export const untilAborted = async <Result>(
  work: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> => {
  if (!signal) return work
  const over = Promise.withResolvers<never>()
  const onAbort = () => over.reject(signal.reason)
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, over.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
