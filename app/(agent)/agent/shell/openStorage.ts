/**
 * The storage that writes at once. Undefined where the browser keeps nothing, as one that refuses cookies: there it
 * throws already when it is asked for.
 */
export const openStorage = (open = (): Storage => window.localStorage): Storage | undefined => {
  try {
    return open()
  } catch {
    return undefined
  }
}
