/** For a call that was broken off on purpose: its abort is no error, anything else is. */
export const unlessStopped =
  (signal: AbortSignal) =>
  (error: unknown): void => {
    if (!signal.aborted) throw error
  }
