import type { Clients } from './faultsOf.ts'
import { grantOfAll } from './grantOfAll.ts'

export type Request = [method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown]

/** What somebody who may could add to a collection. */
export const recordsOf = (tenant: string): Record<string, Record<string, unknown>> => ({
  tenants: { name: 'New', slug: 'new', timezone: 'UTC', graceMinutes: 60 },
  users: {
    name: 'New',
    email: 'new@example.test',
    password: 'x',
    tenants: [{ tenant, roles: ['manager'] }],
  },
  posts: { tenant, title: 'New', text: 'New' },
  channels: { tenant, name: 'New', platform: 'whatsapp', kind: 'manual' },
  entitlements: grantOfAll(tenant),
})

/** What somebody who may could change in a record of a collection. */
export const changes: Record<string, Record<string, unknown>> = {
  tenants: { name: 'Changed' },
  users: { name: 'Changed' },
  media: { alt: 'Changed' },
  posts: { title: 'Changed' },
  channels: { name: 'Changed' },
  entitlements: { title: 'Changed', isRevoked: true },
  'payload-preferences': { value: { sort: 'changed' } },
  'payload-locked-documents': { globalSlug: 'changed' },
}

/** A new record for the other tenant, or about one of its records. */
export const intruder = (slug: string, { own, foreign }: Clients): Record<string, unknown> =>
  slug === 'payload-locked-documents'
    ? {
        document: { relationTo: 'posts', value: foreign.post },
        user: { relationTo: 'users', value: own.people.manager.id },
      }
    : (recordsOf(foreign.tenant)[slug] ?? { tenant: foreign.tenant })

/** Each of Payload's own endpoints of a collection, aimed at one record of the other tenant. */
export const aimedRequests: Record<
  string,
  (slug: string, id: string, clients: Clients) => Request[]
> = {
  'get /': (slug, id) => [
    ['GET', `/${slug}?where[id][equals]=${id}&depth=3&trash=true`],
    ['GET', `/${slug}?where[or][0][id][equals]=${id}&where[or][1][id][equals]=${id}&trash=true`],
  ],
  'get /count': (slug, id) => [['GET', `/${slug}/count?where[id][equals]=${id}`]],
  'get /:id': (slug, id) => [['GET', `/${slug}/${id}?depth=3&trash=true`]],
  // A preference belongs to whoever makes it, whatever they say.
  'post /': (slug, _, clients) =>
    slug === 'payload-preferences' ? [] : [['POST', `/${slug}`, intruder(slug, clients)]],
  'patch /': (slug, id) => [
    ['PATCH', `/${slug}?where[id][equals]=${id}&trash=true`, changes[slug] ?? {}],
  ],
  'patch /:id': (slug, id) => [['PATCH', `/${slug}/${id}?trash=true`, changes[slug] ?? {}]],
  'delete /': (slug, id) => [['DELETE', `/${slug}?where[id][equals]=${id}&trash=true`]],
  'delete /:id': (slug, id) => [['DELETE', `/${slug}/${id}?trash=true`]],
  'post /:id/duplicate': (slug, id) => [['POST', `/${slug}/${id}/duplicate`, {}]],
  'get /versions': (slug, id) => [['GET', `/${slug}/versions?where[parent][equals]=${id}`]],
  'get /versions/:id': (slug, id) => [['GET', `/${slug}/versions/${id}`]],
  'post /versions/:id': (slug, id) => [['POST', `/${slug}/versions/${id}`]],
}

/** Where Payload is asked what may be done with a record: it tells whether the record is there. */
export const accessEndpoint = 'post /access/:id?'

/** Endpoints besides those, of a collection or of the API itself. Those without requests need nothing of a tenant. */
export const specialRequests: Record<string, (clients: Clients) => Request[]> = {
  'tenants get /populate-tenant-options': () => [['GET', '/tenants/populate-tenant-options']],
  'users post /unlock': ({ foreign }) => [
    ['POST', '/users/unlock', { email: foreign.people.editor.email, password: 'x' }],
  ],
  'users get /me': () => [['GET', '/users/me?depth=3']],
  'users get /init': () => [],
  'users post /login': () => [],
  'users post /logout': () => [],
  'users post /refresh-token': () => [],
  'users post /first-register': () => [],
  'users post /forgot-password': () => [],
  'users post /reset-password': () => [],
  'users post /verify/:id': () => [],
  'media get /file/:filename': ({ foreign }) => [['GET', `/media/file/${foreign.filename}`]],
  // With HEAD it is asked beside the matrix, for that answer has no body to look into.
  'media head /file/:filename': () => [],
  'media get /paste-url/:id?': ({ foreign }) => [
    ['GET', `/media/paste-url/${foreign.media}?src=http://127.0.0.1/x.png`],
  ],
  'payload-jobs get /run': () => [],
  'payload-jobs get /handle-schedules': () => [],
  'payload-preferences get /:key': () => [['GET', '/payload-preferences/list-foreign']],
  'payload-preferences delete /:key': () => [['DELETE', '/payload-preferences/list-foreign']],
  'payload-preferences post /:key': () => [],
  'get /assist/files/:token': () => [],
  'head /assist/files/:token': () => [],
  'get /unsubscribe/:token': () => [['GET', '/unsubscribe/guessed.token']],
  'post /unsubscribe/:token': () => [['POST', '/unsubscribe/guessed.token', {}]],
  'get /feeds/:token/:format': ({ foreign }) => [
    ['GET', `/feeds/${foreign.manual}.guessed/rss.xml`],
  ],
  'head /feeds/:token/:format': () => [],
  'get /feeds/:token/media/:file': ({ foreign }) => [
    ['GET', `/feeds/${foreign.manual}.guessed/media/${foreign.media}.png`],
  ],
  'head /feeds/:token/media/:file': () => [],
  'get /series-feeds/:token/:format': ({ foreign }) => [
    ['GET', `/series-feeds/${foreign.manual}.guessed/rss.xml`],
  ],
  'head /series-feeds/:token/:format': () => [],
  'get /series-feeds/:token/media/:file': ({ foreign }) => [
    ['GET', `/series-feeds/${foreign.manual}.guessed/media/${foreign.media}.png`],
  ],
  'head /series-feeds/:token/media/:file': () => [],
  'get /claim-files/:token': () => [],
  'head /claim-files/:token': () => [],
  'get /files/:token': () => [],
  'head /files/:token': () => [],
  'post /postiz/hints/:token': ({ foreign }) => [
    ['POST', `/postiz/hints/${foreign.tenant}.guessed`, {}],
  ],
  'post /claim-sources/:id/events': ({ foreign }) => [
    ['POST', `/claim-sources/${foreign.claimSource}/events`, { type: 'distribution.claimed' }],
  ],
  // A stream that is refused; one that is not would never end.
  'events get /stream': ({ foreign }) => [['GET', `/events/stream?tenant=${foreign.tenant}`]],
  'get /distribution/:id/events': ({ foreign }) => [
    ['GET', `/distribution/${foreign.plan}/events`],
  ],
  'get /export/receipts/:id': ({ foreign }) => [['GET', `/export/receipts/${foreign.tenant}`]],
  // Its tools are aimed with the inputs of their operations.
  'post /mcp': () => [['POST', '/mcp', { jsonrpc: '2.0', id: 1, method: 'tools/list' }]],
  'get /mcp': () => [],
  'delete /mcp': () => [],
  'get /openapi.json': () => [['GET', '/openapi.json']],
  'get /reference': () => [['GET', '/reference']],
  'get /reference/:file': () => [['GET', '/reference/reference.js']],
  'get /access': () => [['GET', '/access']],
}
