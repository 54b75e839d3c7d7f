import type { ToPage } from './messages.ts'

/*
 * The parts of a service worker's world that we use. TypeScript has them in a library of its own, which does not go
 * together with that of pages.
 */

export type Waitable = { waitUntil: (work: Promise<unknown>) => void }

export type FetchEvent = Waitable & {
  request: Request
  respondWith: (response: Promise<Response>) => void
}

export type PushEvent = Waitable & { data: { json: () => unknown } | null }

export type ClickEvent = Waitable & { action: string; notification: Notification }

export type MessageEvent = Waitable & { data: unknown }

/** A page that is open. */
export type Page = {
  url: string
  visibilityState: DocumentVisibilityState
  focus: () => Promise<Page>
  postMessage: (message: ToPage) => void
}

export type Pages = {
  matchAll: (args: { type: 'window'; includeUncontrolled: boolean }) => Promise<Page[]>
  openWindow: (url: string) => Promise<Page | null>
  claim: () => Promise<void>
}

type Events = {
  install: Waitable
  activate: Waitable
  fetch: FetchEvent
  push: PushEvent
  pushsubscriptionchange: Waitable
  notificationclick: ClickEvent
  message: MessageEvent
}

export type Scope = {
  clients: Pages
  registration: ServiceWorkerRegistration
  location: { origin: string }
  caches: CacheStorage
  fetch: typeof fetch
  navigator: Navigator
  skipWaiting: () => Promise<void>
  addEventListener: <Name extends keyof Events>(
    name: Name,
    listener: (event: Events[Name]) => void,
  ) => void
}
