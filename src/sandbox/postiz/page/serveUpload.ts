import type { IncomingMessage } from 'node:http'
import { type Answer, gatewayPage } from '../http/answer.ts'
import { findMedia } from '../store/media.ts'
import type { Store } from '../store/openStore.ts'

type Args = { store: Store; request: IncomingMessage; path: string }

/** A stored file, whole or the range that a player asks for. */
export function serveUpload({ store, request, path }: Args): Answer {
  const media = findMedia(store, path)
  if (!media) return gatewayPage(404, 'Not Found')
  const { bytes, mime } = media
  const headers = {
    'content-type': mime,
    'accept-ranges': 'bytes',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  }
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '')
  if (!range || (!range[1] && !range[2])) return { status: 200, headers, body: bytes }

  const last = bytes.length - 1
  const from = range[1] ? Number(range[1]) : Math.max(bytes.length - Number(range[2]), 0)
  const to = range[1] && range[2] ? Math.min(Number(range[2]), last) : last
  if (from > to)
    return {
      status: 416,
      headers: { 'content-range': `bytes */${bytes.length}` },
      body: '',
    }
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${from}-${to}/${bytes.length}` },
    body: bytes.subarray(from, to + 1),
  }
}
