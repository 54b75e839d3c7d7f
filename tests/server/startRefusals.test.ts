import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readStartOf } from '../../src/server/lockFile.mjs'
import { runServerCommand } from './runCommand.ts'

let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'postyard-start-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const start = (env: Record<string, string>) =>
  runServerCommand({
    command: 'start',
    env: { DATA_DIR: dataDir, DATABASE_URL: undefined, ...env },
  })

describe('npm start', () => {
  it.each(['PORT', 'SANDBOX_PORT'])(
    'says in one sentence that the port of %s is taken',
    async (variable) => {
      const server = createServer().listen(0, '127.0.0.1')
      await once(server, 'listening')
      const address = server.address()
      const port = typeof address === 'object' ? address!.port : 0
      try {
        const run = await start({ [variable]: String(port) })
        expect(run).toMatchObject({ code: 1, output: '' })
        expect(run.errors).toMatch(
          new RegExp(`^The port ${port} is in use[^\\n]*${variable}=\\d+ npm start\\.\\n$`),
        )
      } finally {
        server.close()
      }
    },
  )

  it('says in one sentence that it runs already', async () => {
    const holder = { pid: process.pid, started: readStartOf(process.pid) }
    writeFileSync(join(dataDir, 'start.lock'), JSON.stringify(holder))
    const run = await start({})
    expect(run).toMatchObject({ code: 1, output: '' })
    expect(run.errors).toMatch(
      new RegExp(`^Postyard already runs[^\\n]*process ${process.pid}[^\\n]*\\n$`),
    )
  })

  it('does not overwrite secrets that it can not read, and says so', async () => {
    writeFileSync(join(dataDir, 'secrets.json'), '{')
    const run = await start({})
    expect(run).toMatchObject({ code: 1, output: '' })
    expect(run.errors).toMatch(/^The secrets in [^\n]*secrets\.json can't be read: [^\n]*\n$/)
  })

  it('says in one sentence which variable is wrong', async () => {
    const run = await start({ PORT: 'eighty' })
    expect(run).toMatchObject({ code: 1, output: '' })
    expect(run.errors).toMatch(/^PORT must be a whole number/)
  })
})
