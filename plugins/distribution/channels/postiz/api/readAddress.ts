/** `apiUrl` ends in `/public/v1`; `rootUrl` is what stands before that. Neither ends in a slash. */
export type PostizAddress = { apiUrl: string; rootUrl: string }

type Read = { ok: true; address: PostizAddress } | { ok: false; message: string }

const refuse = (message: string): Read => ({ ok: false, message })

/**
 * Reads a base URL as people type it: with or without `/public/v1`, with slashes or blanks at its end.
 * Refuses what is no http(s) address, and one that carries a user name, a query or a fragment.
 */
export const readAddress = ({ baseUrl }: { baseUrl: string }): Read => {
  const text = baseUrl.trim()
  if (!/^https?:\/\//i.test(text)) {
    return refuse('The address must begin with https:// (or http://). Copy it from the browser.')
  }
  if (!URL.canParse(text))
    return refuse('The address is not a valid URL. Copy it from the browser.')
  const url = new URL(text)
  if (url.username || url.password) {
    return refuse('The address must not contain a user name or password. Give the API key instead.')
  }
  if (url.search || url.hash) {
    return refuse('The address must end with its path. Remove everything from "?" or "#" on.')
  }
  const path = url.pathname.replace(/\/+$/, '').replace(/\/public(\/v1)?$/i, '')
  const rootUrl = `${url.origin}${path}`
  return { ok: true, address: { apiUrl: `${rootUrl}/public/v1`, rootUrl } }
}
