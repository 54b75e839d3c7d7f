/**
 * A signal that fires once this process shall end: Ctrl-C, SIGTERM, a closed terminal, or the first
 * step that started it is gone. Ctrl-C a second time, two seconds later, ends it at once.
 */
export function listenForStop(): AbortSignal {
  const controller = new AbortController()
  let askedAt: number | null = null
  const ask = () => {
    // A terminal, npm and the first step may each pass on the same Ctrl-C.
    if (askedAt !== null && Date.now() - askedAt > 2_000) process.exit(130)
    askedAt ??= Date.now()
    controller.abort()
  }
  process.on('SIGINT', ask)
  process.on('SIGTERM', ask)
  process.on('SIGHUP', ask)
  if (process.connected) {
    process.once('disconnect', ask)
    process.channel?.unref()
  }
  return controller.signal
}
