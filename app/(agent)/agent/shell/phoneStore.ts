import { openStore } from './store.ts'

/** What is kept on this phone, one for all tabs and for the service worker. */
export const phoneStore = openStore({
  factory: typeof indexedDB === 'undefined' ? undefined : indexedDB,
})
