import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PostizSandbox, startPostizSandbox } from '../../src/sandbox/postiz/index.ts'
import { rootDir } from '../../src/server/env.ts'
import { buildPackage } from '../../src/server/package/buildPackage.ts'
import type { Manifest } from '../../src/server/package/makeManifest.ts'
import { createTestDatabase } from '../database.ts'
import { testEnv } from '../testEnv.ts'
import { askRegistry } from './support/askRegistry.ts'
import { bundleImportMap } from './support/bundleImportMap.ts'
import { checkTypes } from './support/checkTypes.ts'
import { installApp } from './support/installApp.ts'
import { runNpm } from './support/runNpm.ts'
import { runTool } from './support/runTool.ts'

const folder = mkdtempSync(join(tmpdir(), 'postyard-package-'))
const built = join(folder, 'dist')
const app = join(folder, 'app')

let manifest: Manifest
let packed: { filename: string; files: { path: string }[] }

beforeAll(async () => {
  manifest = await buildPackage({ root: rootDir, outDir: built })
  const said = await runNpm({
    args: ['pack', '--json', '--pack-destination', folder],
    cwd: built,
    timeoutMs: 60_000,
  })
  packed = JSON.parse(said)[0]
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the package', () => {
  test('holds the compiled plugins with their types and styles, and nothing else', () => {
    const paths = packed.files.map(({ path }) => path)
    const own = /^(distribution|durable-jobs)\/.+\.(js|d\.ts|css)$/
    expect(paths.filter((path) => !own.test(path)).sort()).toEqual([
      'LICENSE',
      'README.md',
      'durable-jobs/README.md',
      'package.json',
    ])
    expect(paths.filter((path) => /\.test\.|\/testing\//.test(path))).toEqual([])
  })

  test('has code and types for every name under which it is imported', () => {
    const names = Object.keys(manifest.exports)
    expect(names.sort()).toEqual(['.', './client', './durable-jobs', './package.json', './rsc'])
    const files = Object.values(manifest.exports).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : Object.values(entry),
    )
    expect(files.filter((file) => !existsSync(join(built, file)))).toEqual([])
  })

  test('says of every component of the browser that it is one', () => {
    const isOfBrowser = (file: string) => /^['"]use client['"]/.test(readFileSync(file, 'utf8'))
    const plugins = join(rootDir, 'plugins')
    const sources = readdirSync(plugins, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .filter((file) => isOfBrowser(join(plugins, file)))
    expect(sources.length).toBeGreaterThan(5)
    const compiled = (file: string) => join(built, file.replace(/\.tsx?$/, '.js'))
    expect(sources.filter((file) => !isOfBrowser(compiled(file)))).toEqual([])
  })
})

const registry = await askRegistry()
if (!registry.answers) {
  process.stderr.write(
    `\nSKIPPED: the packed plugins are not tried in a second application, since no package registry answers (${registry.reason}).\n\n`,
  )
}

describe.skipIf(!registry.answers)('in an application of somebody else', () => {
  const key = 'key-of-the-agency'
  let postiz: PostizSandbox
  let env: Record<string, string>

  const payload = (...args: string[]) =>
    runTool({
      program: process.execPath,
      args: [join(app, 'node_modules', 'payload', 'bin.js'), ...args],
      cwd: app,
      env,
      timeoutMs: 120_000,
    })

  beforeAll(async () => {
    mkdirSync(app)
    await installApp({ app, archive: join(folder, packed.filename) })
    postiz = await startPostizSandbox({
      port: 0,
      organisations: [
        {
          name: 'Agency',
          key,
          integrations: [
            { id: 'masto', name: 'Marina on Mastodon', identifier: 'mastodon' },
            { id: 'sky', name: 'Marina on Bluesky', identifier: 'bluesky' },
          ],
        },
      ],
    })
    env = {
      DATABASE_URL: await createTestDatabase({ isEmpty: true }),
      PAYLOAD_SECRET: testEnv.PAYLOAD_SECRET,
      ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64'),
      POSTIZ_URL: `${postiz.url}/api`,
      POSTIZ_KEY: key,
    }
  }, 300_000)

  afterAll(() => postiz?.close())

  test('it brings no second Payload, React or Next', () => {
    const own = join(app, 'node_modules', 'postyard')
    expect(existsSync(join(own, 'package.json'))).toBe(true)
    const besides = join(own, 'node_modules')
    const second = existsSync(besides) ? readdirSync(besides) : []
    const ofTheHost = ['payload', '@payloadcms', 'react', 'react-dom', 'next', 'sharp']
    expect(second.filter((name) => ofTheHost.includes(name))).toEqual([])
  })

  test('the application makes a migration of its own and applies it', async () => {
    await payload('migrate:create', 'postyard')
    const files = readdirSync(join(app, 'migrations')).filter((file) => /_postyard\.ts$/.test(file))
    expect(files).toHaveLength(1)
    const statements = readFileSync(join(app, 'migrations', files[0]!), 'utf8')
    for (const table of ['posts', 'postyard_posts', 'postyard_deliveries', 'clients', 'people']) {
      expect(statements).toContain(`CREATE TABLE "${table}"`)
    }
    expect(statements).toMatch(
      /CREATE INDEX "postyard_deliveries_wake" .* WHERE wake_at is not null/,
    )
    await payload('migrate')
  })

  test('every component of the panel is found, with its styles', async () => {
    await payload('generate:importmap')
    const file = join(app, 'importMap.js')
    const names = readFileSync(file, 'utf8').match(/"postyard\/(client|rsc)#\w+"/g) ?? []
    expect(names.length).toBeGreaterThan(10)
    const files = await bundleImportMap({ file })
    expect(files.filter((path) => path.endsWith('.css')).length).toBeGreaterThan(5)
  })

  test('the types of the package are whole, and fit the code of the application', async () => {
    expect(await checkTypes({ app })).toEqual([])
  })

  test('a post with a card goes out through Postiz, and a person is asked', async () => {
    const said = await payload('run', 'publish.ts')
    const result = JSON.parse(said.split('RESULT ')[1] ?? 'null')
    expect(result, said.slice(-4_000)).not.toBeNull()
    expect(result.connected).toMatchObject({ imported: 2 })
    expect(result.status).toMatchObject({ counts: { published: 2, awaiting_human: 1 } })
    expect(result.task).toMatchObject({ caption: 'Doors open at 11.', outcome: null })
    const { bytes } = result.task.files[0]
    expect(result.file).toEqual({ status: 200, type: 'image/png', bytes })

    const answer = await fetch(`${postiz.url}/sandbox/publications`)
    const seen = (await answer.json()) as { publications: unknown[] }
    expect(seen).toMatchObject({ counts: { publishedTwice: 0 } })
    expect(seen.publications).toHaveLength(2)
    for (const publication of seen.publications) {
      expect(publication).toMatchObject({ text: 'Doors open at 11.', media: [expect.anything()] })
    }
  })
})
