/** Lets at most `most` of the calls run at a time; the others begin in the order in which they came. */
export const sideBySide = (most: number): (<T>(call: () => Promise<T>) => Promise<T>) => {
  const waiting: (() => void)[] = []
  let running = 0
  return async (call) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await call()
    } finally {
      // Whoever waits takes the place over; without anybody it is free.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
