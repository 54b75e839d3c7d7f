import type { IncomingMessage, ServerResponse } from 'node:http'
import { serveControl } from '../control/serveControl.ts'
import { findAsset, servePage } from '../page/servePage.ts'
import { serveUpload } from '../page/serveUpload.ts'
import type { Sandbox } from '../sandbox.ts'
import { toIncoming } from './incoming.ts'
import { sendAnswer } from './sendAnswer.ts'
import { serveApi } from './serveApi.ts'

type Args = { sandbox: Sandbox; request: IncomingMessage; response: ServerResponse }

/** The gateway: `/api` is the API, `/uploads` the files, and all else a page, answered with 200. */
export async function serveRequest({ sandbox, request, response }: Args): Promise<void> {
  const { url } = toIncoming(request)
  const { pathname } = url
  const asset = findAsset(pathname)
  if (pathname === '/api' || pathname.startsWith('/api/'))
    await serveApi({ sandbox, request, response })
  else if (pathname.startsWith('/uploads/'))
    sendAnswer(response, serveUpload({ store: sandbox.store, request, path: pathname }))
  else if (asset) sendAnswer(response, asset)
  else if (/^\/sandbox\/./.test(pathname)) await serveControl({ sandbox, request, response })
  else sendAnswer(response, servePage({ sandbox, url }))
}
