import { phoneStore } from '../shell/phoneStore.ts'
import { answerMedia } from './answerMedia.ts'
import { answerPage, answerStatic } from './answerShell.ts'
import { chooseSource } from './chooseSource.ts'
import { keepMedia } from './keepMedia.ts'
import { keepShell } from './keepShell.ts'
import type { ToWorker } from './messages.ts'
import { agentPages, openTask } from './openTask.ts'
import type { FetchEvent, Scope } from './scope.ts'
import { followTasks, showPush } from './showPush.ts'

type Args = {
  scope: Scope
  /** Another one with each deployment. */
  version: string
}

const shellPrefix = 'postyard-shell-'
const mediaName = 'postyard-media'

/**
 * The service worker of the phone page. It keeps the page and the files of what is due, so that both open without a
 * network; it shows pushes. A new version is put together beside the old one, and takes over once no page of the old one
 * is open, or a page says so.
 */
export const run = ({ scope, version }: Args): void => {
  const { caches, registration } = scope
  const store = phoneStore
  const origin = scope.location.origin
  const ask: typeof fetch = (input, init) => scope.fetch(input, init)
  const shell = () => caches.open(`${shellPrefix}${version}`)
  const media = () => caches.open(mediaName)
  /** One list of files at a time: of two that come together, the later one counts. */
  let keeping: Promise<unknown> = Promise.resolve()

  scope.addEventListener('install', (event) => {
    event.waitUntil(shell().then((cache) => keepShell({ cache, fetch: ask })))
  })

  scope.addEventListener('activate', (event) => {
    const dropOld = async () => {
      const names = await caches.keys()
      const old = names.filter((name) => name.startsWith(shellPrefix) && !name.endsWith(version))
      await Promise.all(old.map((name) => caches.delete(name)))
      await scope.clients.claim()
    }
    event.waitUntil(dropOld())
  })

  const answer = async ({ request }: FetchEvent, source: 'page' | 'static' | 'media') => {
    const cache = await (source === 'media' ? media() : shell())
    const args = { request, cache, fetch: ask }
    if (source === 'page') return answerPage(args)
    return source === 'static' ? answerStatic(args) : answerMedia(args)
  }
  scope.addEventListener('fetch', (event) => {
    const { url, method, mode } = event.request
    const source = chooseSource({ url, method, mode, origin })
    if (source !== 'network') event.respondWith(answer(event, source))
  })

  scope.addEventListener('push', (event) => {
    event.waitUntil(showPush({ scope, store, data: event.data }))
  })

  scope.addEventListener('pushsubscriptionchange', (event) => {
    const tell = async () => {
      for (const page of await agentPages(scope)) page.postMessage({ type: 'push-changed' })
    }
    event.waitUntil(tell())
  })

  scope.addEventListener('notificationclick', (event) => {
    const { notification } = event
    notification.close()
    const { task } = (notification.data ?? {}) as { task?: string }
    event.waitUntil(openTask(scope, task))
  })

  const forget = async () => {
    await caches.delete(mediaName)
    for (const shown of await registration.getNotifications()) shown.close()
  }
  const obey = (message: ToWorker): Promise<unknown> => {
    if (message.type === 'activate') return scope.skipWaiting()
    if (message.type === 'tasks') return followTasks({ scope, store, ...message })
    const next = async () =>
      message.type === 'forget'
        ? forget()
        : keepMedia({ urls: message.urls, origin, cache: await media(), fetch: ask })
    keeping = keeping.then(next, next)
    return keeping
  }
  scope.addEventListener('message', (event) => {
    event.waitUntil(obey(event.data as ToWorker))
  })
}
