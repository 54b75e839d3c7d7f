import { chmodSync, cpSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeDataDir, systemDir } from '../../src/server/dataDir.ts'
import { keepSecrets } from '../../src/server/keepSecrets.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'postyard-data-'))
  chmodSync(root, 0o755)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('the data folder', () => {
  it('of an ordinary user holds everything', () => {
    const path = join(root, '.data')
    expect(makeDataDir({ root, uid: 1000 })).toEqual({ path, postgres: path })
    expect(makeDataDir({ root, uid: 1000, configured: 'elsewhere' }).path).toBe(
      join(root, 'elsewhere'),
    )
  })

  it('of root has the files of Postgres elsewhere, and the same at every start', () => {
    const first = makeDataDir({ root, uid: 0 })
    expect(first.postgres.startsWith(`${systemDir}/`)).toBe(true)
    expect(makeDataDir({ root, uid: 0 })).toEqual(first)
  })

  it('of root holds them where DATA_DIR names one that everybody may enter, and stays so', () => {
    const open = makeDataDir({ root, uid: 0, configured: join(root, 'open') })
    expect(open.postgres).toBe(open.path)
    chmodSync(root, 0o700)
    expect(makeDataDir({ root, uid: 0, configured: join(root, 'open') })).toEqual(open)
    const closed = makeDataDir({ root, uid: 0, configured: join(root, 'closed') })
    expect(closed.postgres.startsWith(`${systemDir}/`)).toBe(true)
    chmodSync(root, 0o755)
    expect(makeDataDir({ root, uid: 0, configured: join(root, 'closed') })).toEqual(closed)
  })

  it('keeps its database when it is moved, and gets another when it is copied', () => {
    const first = makeDataDir({ root, uid: 0, configured: join(root, 'one') })
    chmodSync(root, 0o700)
    const hidden = makeDataDir({ root, uid: 0, configured: join(root, 'two') })
    renameSync(join(root, 'two'), join(root, 'moved'))
    const moved = makeDataDir({ root, uid: 0, configured: join(root, 'moved') })
    expect(moved.postgres).toBe(hidden.postgres)
    cpSync(join(root, 'moved'), join(root, 'copied'), { recursive: true })
    const copied = makeDataDir({ root, uid: 0, configured: join(root, 'copied') })
    expect(copied.postgres).not.toBe(hidden.postgres)
    expect(first.postgres).toBe(join(root, 'one'))
  })

  it('keeps secrets that only its owner may read, the same at every start', () => {
    const secrets = keepSecrets({ dataDir: root })
    expect(keepSecrets({ dataDir: root })).toEqual(secrets)
    expect(statSync(join(root, 'secrets.json')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(root, 'secrets.json'), 'utf8')).toContain(secrets.PAYLOAD_SECRET)
  })
})
