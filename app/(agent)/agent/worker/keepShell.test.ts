import { expect, test } from 'vitest'
import { keepShell } from './keepShell.ts'

test('a page that names files without end is not kept by half', async () => {
  const kept: string[] = []
  const cache = { put: async (path: string) => void kept.push(path) } as unknown as Cache
  let count = 0
  const next = async () => {
    count += 1
    return new Response(`"static/chunks/${count}.js"`)
  }
  await expect(keepShell({ cache, fetch: next as typeof fetch })).rejects.toThrow('200 files')
  expect(kept).not.toContain('/agent')
})
