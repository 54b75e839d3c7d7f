import buildPanel from './buildPanel.ts'

/**
 * Global set-up of vitest: begins to build what browsers look at, while other tests run. Who needs it waits for it
 * (awaitPanel.ts), and is told why where it could not be built.
 */
export default function setup(): () => Promise<void> {
  const built = buildPanel().catch(() => undefined)
  return () => built
}
