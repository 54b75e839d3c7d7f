import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rootDir } from '../../src/server/env.ts'
import { runServerCommand } from './runCommand.ts'

let folder = ''
beforeEach(() => {
  // Below the checkout, so that the files find vitest.
  mkdirSync(join(rootDir, '.build'), { recursive: true })
  folder = mkdtempSync(join(rootDir, '.build', 'tests-'))
  writeFileSync(join(folder, 'vitest.config.mjs'), 'export default {}\n')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, body: string) =>
  writeFileSync(
    join(folder, `${name}.test.ts`),
    `import { beforeAll, describe, expect, it } from 'vitest'\n${body}`,
  )

const run = async (...args: string[]) => {
  const config = join(folder, 'vitest.config.mjs')
  const { code, output } = await runServerCommand({
    command: 'test',
    args: ['--root', folder, '--config', config, ...args],
  })
  return { code, last: output.trimEnd().split('\n').at(-1) }
}

describe('npm test ends with its counts, alone on the last line', () => {
  it('and with 0 where all is well', async () => {
    write('good', `it('a', () => {}); it('b', () => {}); it.skip('c', () => {}); it.todo('d')`)
    expect(await run()).toEqual({ code: 0, last: '2 passed, 0 failed, 2 skipped' })
  })

  it('and not with 0 where a test fails', async () => {
    write('bad', `it('a', () => {}); it('b', () => expect(1).toBe(2))`)
    expect(await run()).toEqual({ code: 1, last: '1 passed, 1 failed, 0 skipped' })
  })

  it('and counts a file that does not load as one that failed', async () => {
    write('good', `it('a', () => {})`)
    write('broken', `import './not-there.ts'\nit('b', () => {})`)
    expect(await run()).toEqual({ code: 1, last: '1 passed, 1 failed, 0 skipped' })
  })

  it('and counts a broken beforeAll as one that failed', async () => {
    write(
      'broken',
      `describe('x', () => { beforeAll(() => { throw new Error('no') }); it('b', () => {}) })`,
    )
    expect(await run()).toEqual({ code: 1, last: '0 passed, 1 failed, 1 skipped' })
  })

  it('and counts an error outside any test as one that failed', async () => {
    write('stray', `it('a', () => { Promise.reject(new Error('stray')) })`)
    expect(await run()).toEqual({ code: 1, last: '1 passed, 1 failed, 0 skipped' })
  })

  it('and not with 0 where vitest itself does not run', async () => {
    write('good', `it('a', () => {})`)
    expect(await run('--there-is-no-such-option')).toEqual({
      code: 1,
      last: '0 passed, 1 failed, 0 skipped',
    })
    writeFileSync(join(folder, 'vitest.config.mjs'), 'process.exit(0)\n')
    expect(await run()).toEqual({ code: 1, last: '0 passed, 1 failed, 0 skipped' })
  })

  it('and not with 0 where there is no test', async () => {
    expect(await run()).toEqual({ code: 1, last: '0 passed, 1 failed, 0 skipped' })
  })
})
