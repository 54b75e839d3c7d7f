import { expect, test } from 'vitest'
import { openStore } from './store.ts'

/**
 * A browser's database in which every key has the value `kept`. The first connection to it is `lost` at its first use;
 * the second one is `refused`.
 */
const browser = (lost: DOMException, refused?: DOMException) => {
  let count = 0
  const request = (result: unknown) => {
    const one: { result: unknown; onsuccess?: () => void } = { result }
    queueMicrotask(() => one.onsuccess?.())
    return one
  }
  const connect = (isFirst: boolean) => ({
    transaction: () => {
      if (isFirst) throw lost
      return { objectStore: () => ({ get: () => request('kept') }) }
    },
  })
  const open = () => {
    count += 1
    if (count === 2 && refused) throw refused
    return request(connect(count === 1))
  }
  return { factory: { open } as unknown as IDBFactory, count: () => count }
}

test.each(['InvalidStateError', 'UnknownError'])(
  'a connection that the phone has cut (%s) is opened again',
  async (name) => {
    const { factory, count } = browser(new DOMException('Connection lost.', name))
    const store = openStore({ factory })
    expect(await store.get('session')).toBe('kept')
    expect(await store.get('session')).toBe('kept')
    expect(count()).toBe(2)
  },
)

test('what is kept does not seem to be gone where it cannot be opened again at once', async () => {
  const lost = new DOMException('Connection lost.', 'InvalidStateError')
  const { factory } = browser(lost, new DOMException('Not now.', 'UnknownError'))
  const store = openStore({ factory })
  await expect(store.get('session')).rejects.toThrow('Not now.')
  expect(await store.get('session')).toBe('kept')
})

test('a phone that is full is said to be, and not tried again', async () => {
  const { factory, count } = browser(new DOMException('Full.', 'QuotaExceededError'))
  await expect(openStore({ factory }).get('session')).rejects.toThrow('Full.')
  expect(count()).toBe(1)
})

test('a browser that keeps nothing keeps it as long as the page is open', async () => {
  const factory = {
    open: () => {
      throw new DOMException('Denied.', 'SecurityError')
    },
  } as unknown as IDBFactory
  const store = openStore({ factory })
  await store.set('session', 'kept')
  expect(await store.get('session')).toBe('kept')
})
