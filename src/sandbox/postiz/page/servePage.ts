import { existsSync, readFileSync } from 'node:fs'
import { readFilter } from '../control/readFilter.ts'
import { type Answer, html } from '../http/answer.ts'
import type { Sandbox } from '../sandbox.ts'
import { renderPage } from './renderPage.ts'

type Args = { sandbox: Sandbox; url: URL }

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** The page, which is also what one gets at an address that lacks its `/api`. */
export function servePage({ sandbox, url }: Args): Answer {
  const releaseId = /^\/live\/[^/]+\/([\da-f]+)$/.exec(url.pathname)?.[1] ?? null
  const page = renderPage({ sandbox, filter: readFilter(url.searchParams), releaseId })
  const answer = html(200, page)
  const headers = { 'cache-control': 'no-store', 'content-security-policy': policy }
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

/** One of the page's own files, or null. */
export function findAsset(path: string): Answer | null {
  const [, name, extension] = /^\/sandbox\/client\/([a-z]+)\.(css|js)$/.exec(path) ?? []
  const type = types[extension ?? '']
  if (!type) return null
  const file = new URL(`./client/${name}.${extension}`, import.meta.url)
  if (!existsSync(file)) return null
  const headers = { 'content-type': type, 'cache-control': 'no-cache' }
  return { status: 200, headers, body: readFileSync(file) }
}
