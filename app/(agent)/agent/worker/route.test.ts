import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { GET } from './route.ts'

test('the worker is served as one script that is allowed for the page', async () => {
  const response = await GET()
  expect(response.headers.get('service-worker-allowed')).toBe('/agent')
  expect(response.headers.get('content-type')).toContain('text/javascript')
  const text = await response.text()
  expect(() => new Script(text)).not.toThrow()
  expect(text).toContain('notificationclick')
})
