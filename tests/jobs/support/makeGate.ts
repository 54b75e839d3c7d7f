/** A door at which handlers wait until the test opens it. */
export const makeGate = () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { wait: () => promise, open: () => resolve() }
}
