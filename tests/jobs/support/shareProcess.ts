import type { Payload } from 'payload'
import { afterAll, vi } from 'vitest'

// As a set-up file of a vitest project: one process runs several files one after the other, because Payload and its
// libraries take seconds of a core to load. They stay, while our own modules are loaded anew and Payload's instances end
// with their file.

const shared = globalThis as typeof globalThis & {
  _payload?: Map<string, { payload: Payload | null }>
}

vi.resetModules()

afterAll(async () => {
  const instances = [...(shared._payload?.values() ?? [])]
  shared._payload?.clear()
  await Promise.all(instances.map(({ payload }) => payload?.destroy()))
})
