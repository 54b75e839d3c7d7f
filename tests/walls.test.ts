import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

type Import = { from: string; to: string }

const sourceFiles = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))

const aliases: Record<string, string> = {
  postyard: 'plugins/distribution/index.ts',
  'postyard/client': 'plugins/distribution/admin/client.ts',
  'postyard/rsc': 'plugins/distribution/admin/rsc.ts',
  'postyard/durable-jobs': 'plugins/durable-jobs/index.ts',
}

/** Every import of a file, types too: packages by their name, own files by their path from the root. */
const importsOf = (file: string): Import[] => {
  const text = readFileSync(join(root, file), 'utf8')
  const names = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  )
  return names.map((name) => ({
    from: file,
    to: name.startsWith('.')
      ? relative(root, resolve(root, dirname(file), name))
      : (aliases[name] ?? name),
  }))
}

const isTest = (file: string) => file.endsWith('.test.ts') || file.includes('/testing/')
const files = [...sourceFiles('plugins'), ...sourceFiles('src'), ...sourceFiles('app')].filter(
  (file) => !isTest(file),
)
const imports = files.flatMap(importsOf)

const crossings = (from: string, isForbidden: (to: string) => boolean): string[] =>
  imports
    .filter((one) => one.from.startsWith(from) && isForbidden(one.to))
    .map((one) => `${one.from} imports ${one.to}`)

test('the queue knows nothing of distribution', () => {
  const isOutside = (to: string) =>
    /^(plugins|src|app)\//.test(to) && !to.startsWith('plugins/durable-jobs/')
  expect(crossings('plugins/durable-jobs/', isOutside)).toEqual([])
})

test('the plugins know nothing of the host application', () => {
  expect(crossings('plugins/', (to) => /^(src|app|payload\.config)/.test(to))).toEqual([])
})

test('planning is given what it needs: no Payload, no database, no clock', () => {
  const isIo = (to: string) =>
    /^(payload|@payloadcms|drizzle-orm|pg|axios|node-cron|node:)/.test(to)
  expect(crossings('plugins/distribution/plan/', isIo)).toEqual([])
})

/** What every kind of channel may know: what is asked of it, how it refuses, and where it may call … */
const common = ['channels/adapter.ts', 'errors.ts', 'security/reach.ts'].map(
  (file) => `plugins/distribution/${file}`,
)

/** … and the tools of all of them: how a request is sent, and how a text is read. */
const tools = ['http', 'text'].map((room) => `plugins/distribution/channels/${room}/`)

test('kinds of channel know nothing of one another, nor of how they are used', () => {
  for (const kind of ['postiz', 'manual', 'webhook', 'feed', 'email']) {
    const own = `plugins/distribution/channels/${kind}/`
    const isOther = (to: string) =>
      to.startsWith('plugins/distribution/') &&
      ![own, ...tools].some((room) => to.startsWith(room)) &&
      !common.includes(to)
    expect(crossings(own, isOther)).toEqual([])
  }
})

test('no room goes in by a door', () => {
  const wayIn = 'plugins/distribution/index.ts'
  const users = imports.filter(
    (one) =>
      one.to.startsWith('plugins/distribution/doors/') &&
      !one.from.startsWith('plugins/distribution/doors/') &&
      one.from !== wayIn,
  )
  expect(users).toEqual([])
})

/** The folder below the product; files beside the rooms are what all of them stand on, or what joins them. */
const roomOf = (file: string): string | undefined => {
  const parts = file.split('/')
  return parts.length > 3 ? parts[2] : undefined
}

test('there is no circle between the rooms', () => {
  const edges = new Map<string, Set<string>>()
  for (const { from, to } of imports) {
    if (!from.startsWith('plugins/distribution/') || !to.startsWith('plugins/distribution/'))
      continue
    const [a, b] = [roomOf(from), roomOf(to)]
    if (a && b && a !== b) edges.set(a, (edges.get(a) ?? new Set()).add(b))
  }
  expect(findCircle(edges)).toBeUndefined()
})

const findCircle = (edges: Map<string, Set<string>>): string[] | undefined => {
  const done = new Set<string>()
  const walk = (room: string, way: string[]): string[] | undefined => {
    if (way.includes(room)) return [...way.slice(way.indexOf(room)), room]
    if (done.has(room)) return undefined
    for (const next of edges.get(room) ?? []) {
      const circle = walk(next, [...way, room])
      if (circle) return circle
    }
    done.add(room)
    return undefined
  }
  for (const room of edges.keys()) {
    const circle = walk(room, [])
    if (circle) return circle
  }
  return undefined
}

test('a circle between rooms would be seen', () => {
  const edges = new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['c'])],
    ['c', new Set(['a'])],
  ])
  expect(findCircle(edges)).toEqual(['a', 'b', 'c', 'a'])
})
