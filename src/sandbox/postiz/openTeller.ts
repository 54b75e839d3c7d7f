type Teller = {
  changed: () => void
  /** @returns how to stop being told */
  onChange: (listener: () => void) => () => void
  stop: () => void
}

/** Tells listeners of changes; several within `afterMs` are told as one. */
export function openTeller(afterMs: number): Teller {
  const listeners = new Set<() => void>()
  let timer: NodeJS.Timeout | null = null
  const tell = () => {
    timer = null
    for (const listener of listeners) listener()
  }
  return {
    changed() {
      timer ??= setTimeout(tell, afterMs)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop() {
      if (timer) clearTimeout(timer)
      listeners.clear()
    },
  }
}
