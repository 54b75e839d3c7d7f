import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const push = fileURLToPath(new URL('./push.ts', import.meta.url))

test('a process that never pushes does not load firebase-admin', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { createRequire } from 'node:module'
     const { createPush } = await import(${JSON.stringify(push)})
     const isLoaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes('firebase-admin'))
     const content = { notification: { title: '', body: '' }, data: {}, ttlSeconds: 1, collapseKey: 'k' }
     const push = createPush({ projectId: 'p', credential: { getAccessToken: async () => { throw new Error('none') } } })
     await push.send({ tokens: [], ...content })
     const before = isLoaded()
     await push.send({ tokens: ['t'], ...content })
     console.log(before, isLoaded())`,
  ])
  expect(stdout.trim()).toBe('false true')
})
