import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { PayloadRequest } from 'payload'
import { etagOf, isPartWanted, isUnchanged } from './conditions.ts'
import { readRange } from './readRange.ts'

/** A file as it is sent, wherever it is kept. */
export type SentFile = {
  filename: string
  mimeType: string
  bytes: number
  /** Files of equal versions have equal bytes. */
  version: string
  /** UTC. */
  modified: Date
  /** Both ends of the range are of the part, counted from 0. */
  open: (range?: { start: number; end: number }) => Promise<Readable>
}

type Args = {
  file: SentFile
  request: Pick<PayloadRequest, 'headers' | 'method'>
  /** The header of that name. Whatever it is, no proxy may keep the file for others: begin with `private`. */
  cacheControl: string
  /** To be saved, whatever it holds; or shown, where nothing in it can run. */
  disposition: 'attachment' | 'inline'
}

/** Pictures, sound and film. What a browser would run or read as a page (SVG is one) is none of them. */
const isInert = (mimeType: string): boolean =>
  /^(?:image|video|audio)\//.test(mimeType) && !/svg|xml|html/.test(mimeType)

const describe = ({ file, cacheControl, disposition }: Args): Headers => {
  const { filename, mimeType, version, modified } = file
  const isShown = disposition === 'inline' && isInert(mimeType)
  // The words of RFC 8187: what encodeURIComponent leaves as it is and that standard does not.
  const name = encodeURIComponent(filename).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const headers = new Headers({
    'accept-ranges': 'bytes',
    // Compressed on its way, a part would not be a part of the file.
    'cache-control': `${cacheControl}, no-transform`,
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`,
    'content-type': mimeType,
    etag: etagOf(version),
    'last-modified': modified.toUTCString(),
    'x-content-type-options': 'nosniff',
  })
  if (!isInert(mimeType)) headers.set('content-security-policy', "default-src 'none'; sandbox")
  return headers
}

/**
 * Answers a GET or HEAD for a file by RFC 9110: whole, in one part (206), unchanged (304), or without such a part (416).
 * Several parts at once are sent as the whole, which that standard allows.
 *
 * @throws what `open` throws; nothing was sent by then
 */
export const answerFile = async (args: Args): Promise<Response> => {
  const { file, request } = args
  const { bytes } = file
  const headers = describe(args)
  if (isUnchanged(file, request.headers)) {
    headers.delete('content-type')
    return new Response(null, { status: 304, headers })
  }
  const isHead = request.method?.toUpperCase() === 'HEAD'
  const range =
    !isHead && isPartWanted(file, request.headers)
      ? readRange(request.headers.get('range'), bytes)
      : undefined
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${bytes}`)
    return new Response(null, { status: 416, headers })
  }
  headers.set('content-length', String(range ? range.end - range.start + 1 : bytes))
  if (isHead) return new Response(null, { status: 200, headers })
  const stream = await file.open(range)
  const body = Readable.toWeb(stream) as ReadableStream as unknown as BodyInit
  if (!range) return new Response(body, { status: 200, headers })
  headers.set('content-range', `bytes ${range.start}-${range.end}/${bytes}`)
  return new Response(body, { status: 206, headers })
}
