/** Why a process should get no work: a stable code, and a sentence for a person. */
export type Trouble = {
  code: 'STARTING' | 'STOPPING' | 'DATABASE_UNREACHABLE' | 'NOT_MIGRATED'
  message: string
}

/** What does not go well in a process that does its work all the same. */
export type Warning = { code: 'TICK_FAILING'; message: string }

/** What a process can tell of itself. */
export type Health = {
  /** Why it is not ready; empty where it is. */
  troubles: () => Promise<Trouble[]>
  /** What does not go well though it is ready. */
  warnings: () => Warning[]
  /** Its metrics, in the text format of Prometheus. */
  metrics: () => Promise<string>
}

const shared = globalThis as typeof globalThis & { [key: symbol]: Health | undefined }
const key = Symbol.for('postyard.health')

/**
 * What this process is known by. On the global object, since the web server's parts are bundled apart and each would
 * have a module of its own.
 */
export const knownHealth = (): Health | undefined => shared[key]

export const makeKnown = (health: Health): void => {
  shared[key] = health
}
