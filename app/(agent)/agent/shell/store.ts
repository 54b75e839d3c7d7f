/** What a phone keeps, by key; values are anything that can be cloned (structured clone). */
export type Store = {
  /** Undefined where nothing is kept under the key. */
  get: <Value>(key: string) => Promise<Value | undefined>
  set: (key: string, value: unknown) => Promise<void>
  remove: (key: string) => Promise<void>
  /** The keys that begin so, in their order. */
  keys: (prefix: string) => Promise<string[]>
  /** Removes everything, but for keys that begin with one of `except`. */
  clear: (args?: { except?: string[] }) => Promise<void>
}

const table = 'kept'

const settle = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

const open = (factory: IDBFactory): Promise<IDBDatabase> => {
  const request = factory.open('postyard', 1)
  request.onupgradeneeded = () => request.result.createObjectStore(table)
  return settle(request)
}

const inMemory = (): Store => {
  const kept = new Map<string, unknown>()
  const keys = async (prefix: string) =>
    [...kept.keys()].filter((key) => key.startsWith(prefix)).sort()
  return {
    get: async <Value>(key: string) => structuredClone(kept.get(key)) as Value | undefined,
    set: async (key, value) => void kept.set(key, structuredClone(value)),
    remove: async (key) => void kept.delete(key),
    keys,
    clear: (args) => clearBy({ keys, remove: async (key) => void kept.delete(key) }, args),
  }
}

const clearBy = async (
  { keys, remove }: Pick<Store, 'keys' | 'remove'>,
  { except = [] }: { except?: string[] } = {},
): Promise<void> => {
  const all = await keys('')
  const gone = all.filter((key) => !except.some((prefix) => key.startsWith(prefix)))
  await Promise.all(gone.map(remove))
}

const inDatabase = (database: IDBDatabase): Store => {
  const at = (mode: IDBTransactionMode) => database.transaction(table, mode).objectStore(table)
  /** Resolved once it is written, and not only accepted. */
  const write = (by: (store: IDBObjectStore) => IDBRequest): Promise<void> =>
    new Promise((resolve, reject) => {
      const store = at('readwrite')
      const { transaction } = store
      transaction.oncomplete = () => resolve()
      transaction.onerror = () => reject(transaction.error)
      transaction.onabort = () => reject(transaction.error)
      by(store)
    })
  const keys = async (prefix: string) => {
    const range = prefix === '' ? undefined : IDBKeyRange.bound(prefix, `${prefix}\uffff`)
    return (await settle(at('readonly').getAllKeys(range))).map(String)
  }
  const remove = (key: string) => write((store) => store.delete(key))
  return {
    get: (key) => settle(at('readonly').get(key)),
    set: (key, value) => write((store) => store.put(value, key)),
    remove,
    keys,
    clear: (args) => clearBy({ keys, remove }, args),
  }
}

/**
 * Opens what is kept on this phone. Where the browser keeps nothing (a private window, a storage that is closed or
 * broken), it is kept in memory as long as the page is open.
 */
export const openStore = ({ factory }: { factory: IDBFactory | undefined }): Store => {
  let opened: Promise<Store> | undefined
  let wasOpen = false
  const begin = (): Promise<Store> => {
    opened ??= factory === undefined ? Promise.resolve(inMemory()) : openOr(factory)
    return opened
  }
  const openOr = async (given: IDBFactory): Promise<Store> => {
    try {
      const database = await open(given)
      // Another version of the page, or the browser itself, wants it closed; the next call opens it again.
      database.onversionchange = () => {
        database.close()
        opened = undefined
      }
      database.onclose = () => {
        opened = undefined
      }
      wasOpen = true
      return inDatabase(database)
    } catch (error) {
      if (!wasOpen) return inMemory()
      // What is kept there must not seem to be gone; the next call opens it again.
      opened = undefined
      throw error
    }
  }
  /** A connection that was lost is opened once more. */
  const use = async <Value>(work: (store: Store) => Promise<Value>): Promise<Value> => {
    const mine = begin()
    try {
      return await work(await mine)
    } catch (error) {
      if (!isLost(error)) throw error
      if (opened === mine) opened = undefined
      return work(await begin())
    }
  }
  return {
    get: <Value>(key: string) => use((store) => store.get<Value>(key)),
    set: (key, value) => use((store) => store.set(key, value)),
    remove: (key) => use((store) => store.remove(key)),
    keys: (prefix) => use((store) => store.keys(prefix)),
    clear: (args) => use((store) => store.clear(args)),
  }
}

/** iOS cuts connections of pages that it has put aside, and does not always say so. */
const isLost = (error: unknown): boolean =>
  error instanceof DOMException &&
  (error.name === 'InvalidStateError' || error.name === 'UnknownError')
