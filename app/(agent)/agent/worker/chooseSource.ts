/**
 * From where a request is answered: `page` from the network and where that fails from the phone, `static` and `media`
 * from the phone where it is there, `network` as if there were no worker.
 */
export type Source = 'page' | 'static' | 'media' | 'network'

type Args = {
  /** In full. */
  url: string
  method: string
  /** Of the request: `navigate` for a page. */
  mode: string
  /** Of the server that the worker is of. */
  origin: string
}

/** Where the page is served. */
export const pagePath = '/agent'

/** What stands beside the page and changes only with a deployment. */
export const besidePage = [
  '/agent/manifest.webmanifest',
  '/agent/icons/icon.svg',
  '/agent/icons/icon-192.png',
  '/agent/icons/badge-96.png',
]

/** Files whose names change with their content. */
const hashed = '/_next/static/'

/** Chooses by the address alone, so that the same request is always answered from the same place. */
export const chooseSource = ({ url, method, mode, origin }: Args): Source => {
  const at = new URL(url)
  if (method !== 'GET' || at.origin !== origin) return 'network'
  if (mode === 'navigate') return at.pathname === pagePath ? 'page' : 'network'
  if (at.pathname.startsWith(hashed) || besidePage.includes(at.pathname)) return 'static'
  return at.pathname.includes('/assist/files/') ? 'media' : 'network'
}
