import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rootDir } from '../../src/server/env.ts'
import { readStartOf, tryLock, withLock } from '../../src/server/lockFile.mjs'

const module = pathToFileURL(join(rootDir, 'src/server/lockFile.mjs')).href
let folder = ''
let path = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postyard-lock-'))
  path = join(folder, 'lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs JavaScript in a process of its own. */
const run = (code: string) =>
  spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })

describe('a lock file', () => {
  it('is held by one of many processes at a time, also where a dead one left it', async () => {
    const dead = run('')
    await once(dead, 'exit')
    writeFileSync(path, JSON.stringify({ pid: dead.pid, started: '1' }))
    const inside = join(folder, 'inside')
    const code = `
      import { writeFileSync, rmSync, appendFileSync } from 'node:fs'
      import { withLock } from ${JSON.stringify(module)}
      for (let turn = 0; turn < 5; turn++) {
        await withLock({ path: ${JSON.stringify(path)} }, async () => {
          writeFileSync(${JSON.stringify(inside)}, '', { flag: 'wx' })
          await new Promise((resolve) => setTimeout(resolve, 5))
          rmSync(${JSON.stringify(inside)})
          appendFileSync(${JSON.stringify(`${path}.log`)}, 'x')
        })
      }`
    const codes = await Promise.all(
      Array.from({ length: 6 }, async () => (await once(run(code), 'exit'))[0]),
    )
    expect(codes).toEqual([0, 0, 0, 0, 0, 0])
    expect(readFileSync(`${path}.log`, 'utf8')).toHaveLength(30)
  }, 60_000)

  it('of a killed process is taken over', async () => {
    const code = `
      import { tryLock } from ${JSON.stringify(module)}
      tryLock(${JSON.stringify(path)}); console.log('held'); setInterval(() => {}, 1000)`
    const holder = run(code)
    await once(holder.stdout, 'data')
    expect(tryLock(path)).toEqual({
      holder: { pid: holder.pid, started: readStartOf(holder.pid!) },
    })
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(tryLock(path)).toHaveProperty('release')
  })

  it('is not mistaken for held when its process id went to another program', () => {
    writeFileSync(path, JSON.stringify({ pid: process.pid, started: 'long ago' }))
    expect(tryLock(path)).toHaveProperty('release')
  })

  it('is gone after the work, also where the work fails', async () => {
    await expect(withLock({ path }, () => Promise.reject(new Error('broken')))).rejects.toThrow(
      'broken',
    )
    expect(existsSync(path)).toBe(false)
  })
})
