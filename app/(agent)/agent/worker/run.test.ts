import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { ToPage } from './messages.ts'
import { run } from './run.ts'
import type { Page, Scope } from './scope.ts'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A server whose answers can be changed, and which can go away. */
const serve = async (files: Record<string, string>) => {
  const asked: string[] = []
  const listen: RequestListener = (request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const text = files[path.split('?')[0] ?? '']
    const type = path.startsWith('/agent') && !path.includes('.') ? 'text/html' : 'text/plain'
    const headers = { 'content-type': type, vary: 'x-hint' }
    response.writeHead(text === undefined ? 404 : 200, headers).end(text)
  }
  const server = createServer(listen)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  closers.push(stop)
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin, asked, stop, files }
}

/** The caches of a browser, by name, in memory. */
const openCaches = (origin: string) => {
  const all = new Map<string, Map<string, Response>>()
  const urlOf = (key: RequestInfo | URL) =>
    new URL(key instanceof Request ? key.url : String(key), origin).href
  const open = async (name: string) => {
    const kept = all.get(name) ?? new Map<string, Response>()
    all.set(name, kept)
    return {
      match: async (key: RequestInfo, { ignoreVary = false }: CacheQueryOptions = {}) => {
        const found = kept.get(urlOf(key))
        const isHinted = key instanceof Request && key.headers.has('x-hint')
        return isHinted && !ignoreVary && found?.headers.has('vary') ? undefined : found?.clone()
      },
      put: async (key: RequestInfo, response: Response) => void kept.set(urlOf(key), response),
      delete: async (key: RequestInfo) => kept.delete(urlOf(key)),
      keys: async () => [...kept.keys()].map((url) => new Request(url)),
    }
  }
  const caches = {
    open,
    keys: async () => [...all.keys()],
    delete: async (name: string) => all.delete(name),
  } as unknown as CacheStorage
  return { caches, urls: (name: string) => [...(all.get(name)?.keys() ?? [])] }
}

type Shown = { title: string; tag: string; close: () => void }

/** A browser with one worker of ours, and the pages that the test says. */
const start = (args: { origin: string; version?: string; caches?: CacheStorage }) => {
  const { origin, version = 'one', caches = openCaches(origin).caches } = args
  const listeners = new Map<string, (event: unknown) => void>()
  const pages: Page[] = []
  const said: ToPage[] = []
  const opened: string[] = []
  let shown: Shown[] = []
  const showNotification = async (title: string, { tag = '' }: NotificationOptions) => {
    const close = () => {
      shown = shown.filter((one) => one.tag !== tag)
    }
    close()
    shown.push({ title, tag, close })
  }
  const scope = {
    caches,
    location: { origin },
    navigator: { languages: ['en-GB'] },
    fetch: (input: RequestInfo, init?: RequestInit) =>
      fetch(input instanceof Request ? input : new URL(input, origin), init),
    registration: { showNotification, getNotifications: async () => shown },
    clients: {
      claim: async () => {},
      matchAll: async () => pages,
      openWindow: async (url: string) => void opened.push(url),
    },
    skipWaiting: async () => {},
    addEventListener: (name: string, listener: (event: never) => void) =>
      listeners.set(name, listener as (event: unknown) => void),
  }
  run({ scope: scope as unknown as Scope, version })
  const tell = async (name: string, event: object = {}) => {
    const works: Promise<unknown>[] = []
    listeners.get(name)?.({ ...event, waitUntil: (work: Promise<unknown>) => works.push(work) })
    await Promise.all(works)
  }
  const ask = async (path: string, init: RequestInit & { isPage?: boolean } = {}) => {
    const { isPage, ...rest } = init
    const request = new Request(new URL(path, origin), rest)
    // As browsers add hints of their own to what a page loads.
    request.headers.set('x-hint', 'dark')
    if (isPage) Object.defineProperty(request, 'mode', { value: 'navigate' })
    let answer: Promise<Response> | undefined
    const respondWith = (response: Promise<Response>) => {
      answer = response
    }
    listeners.get('fetch')?.({ request, respondWith })
    return answer
  }
  const addPage = (url: string) => {
    const page: Page = {
      url: `${origin}${url}`,
      visibilityState: 'hidden',
      focus: async () => page,
      postMessage: (message) => said.push(message),
    }
    pages.push(page)
  }
  return { tell, ask, addPage, said, opened, shown: () => shown }
}

const shell = {
  '/agent': '<script src="/_next/static/chunks/a.js"></script>first',
  '/agent/manifest.webmanifest': '{}',
  '/agent/icons/icon.svg': '<svg/>',
  '/agent/icons/icon-192.png': 'png',
  '/agent/icons/badge-96.png': 'png',
  '/_next/static/chunks/a.js': 'load("static/chunks/b.js")',
  '/_next/static/chunks/b.js': 'needs nothing',
}

test('the page opens without a network, at a task too, with all that it loads later', async () => {
  const server = await serve({ ...shell })
  const { tell, ask } = start(server)
  await tell('install')
  server.stop()
  expect(await (await ask('/agent?task=7', { isPage: true }))?.text()).toContain('first')
  expect(await (await ask('/_next/static/chunks/b.js'))?.text()).toBe('needs nothing')
})

test('with a network the page comes from there, unless it answers with an error', async () => {
  const server = await serve({ ...shell })
  const { tell, ask } = start(server)
  await tell('install')
  server.files['/agent'] = 'second'
  expect(await (await ask('/agent', { isPage: true }))?.text()).toBe('second')
  delete server.files['/agent']
  expect(await (await ask('/agent', { isPage: true }))?.text()).toContain('first')
})

test('a deployment of which a part is missing does not take the place of a whole one', async () => {
  const server = await serve({ ...shell })
  const { caches, urls } = openCaches(server.origin)
  await start({ ...server, caches }).tell('install')
  delete server.files['/_next/static/chunks/b.js']
  const next = start({ ...server, caches, version: 'two' })
  await expect(next.tell('install')).rejects.toThrow('404')
  expect(urls('postyard-shell-two')).not.toContain(`${server.origin}/agent`)
  server.files['/_next/static/chunks/b.js'] = 'again'
  await next.tell('install')
  await next.tell('activate')
  expect(await caches.keys()).toEqual(['postyard-shell-two'])
})

test('the API and other pages go past the worker', async () => {
  const { ask } = start(await serve({}))
  expect(await ask('/api/assist/tasks')).toBeUndefined()
  expect(await ask('/admin', { isPage: true })).toBeUndefined()
  expect(await ask('/agent', { method: 'POST' })).toBeUndefined()
})

test('files of tasks are kept as long as they are listed, and given out whole and in parts', async () => {
  const server = await serve({ '/api/assist/files/a': '0123456789', '/api/assist/files/b': 'b' })
  const { caches, urls } = openCaches(server.origin)
  const { tell, ask } = start({ ...server, caches })
  const keep = (...names: string[]) =>
    tell('message', {
      data: { type: 'keep', urls: names.map((name) => `/api/assist/files/${name}`) },
    })
  await keep('a', 'b', 'missing')
  await keep('a')
  expect(urls('postyard-media')).toEqual([`${server.origin}/api/assist/files/a`])
  expect(server.asked.filter((path) => path.endsWith('/a'))).toHaveLength(1)
  server.stop()

  expect(await (await ask('/api/assist/files/a'))?.text()).toBe('0123456789')
  const part = await ask('/api/assist/files/a', { headers: { range: 'bytes=2-4' } })
  expect([part?.status, part?.headers.get('content-range'), await part?.text()]).toEqual([
    206,
    'bytes 2-4/10',
    '234',
  ])
  const end = await ask('/api/assist/files/a', { headers: { range: 'bytes=8-' } })
  expect(await end?.text()).toBe('89')
  const beyond = await ask('/api/assist/files/a', { headers: { range: 'bytes=10-' } })
  expect(beyond?.status).toBe(416)

  await tell('message', { data: { type: 'forget' } })
  expect(urls('postyard-media')).toEqual([])
})

const push = (task: string) => ({
  data: { json: () => ({ notification: { title: `Task ${task}` }, data: { task } }) },
})

test('a push is shown once per task, pages are told, and what is over is taken down', async () => {
  const { tell, addPage, said, shown } = start({ origin: 'http://127.0.0.1:1' })
  addPage('/agent')
  addPage('/admin')
  await tell('push', push('7'))
  await tell('push', push('7'))
  await tell('push', push('8'))
  expect(shown().map(({ tag }) => tag)).toEqual(['task-7', 'task-8'])
  expect(said).toHaveLength(3)
  expect(said[0]).toEqual({ type: 'pushed', task: '7', isTest: false })
  await tell('message', { data: { type: 'tasks', open: ['8'], over: ['7'] } })
  expect(shown().map(({ tag }) => tag)).toEqual(['task-8'])
})

test('a tap on a notification opens its task: in the page that is open, else in a new one', async () => {
  const { tell, addPage, said, opened } = start({ origin: 'http://127.0.0.1:1' })
  const tap = () =>
    tell('notificationclick', { notification: { close: () => {}, data: { task: '7' } } })
  await tap()
  expect(opened).toEqual(['/agent?task=7'])
  addPage('/agent')
  await tap()
  expect(opened).toHaveLength(1)
  expect(said).toEqual([{ type: 'open', task: '7' }])
})
