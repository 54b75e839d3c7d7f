import { readRange } from '../../../../plugins/distribution/media/serve/readRange.ts'
import { ignoringVary } from './ignoringVary.ts'

type Args = { request: Request; cache: Cache; fetch: typeof fetch }

/** One part of a file that is here as a whole, as the server would answer it (RFC 9110, section 14). */
export const cutPart = async (whole: Response, range: string | null): Promise<Response> => {
  if (range === null) return whole
  const body = await whole.blob()
  const part = readRange(range, body.size)
  const headers = new Headers(whole.headers)
  if (part === undefined) return new Response(body, { headers })
  if (part === 'unsatisfiable') {
    headers.set('content-range', `bytes */${body.size}`)
    headers.delete('content-length')
    return new Response(null, { status: 416, headers })
  }
  headers.set('content-range', `bytes ${part.start}-${part.end}/${body.size}`)
  headers.set('content-length', String(part.end - part.start + 1))
  return new Response(body.slice(part.start, part.end + 1, body.type), { status: 206, headers })
}

/** A file of a task: from the phone where it was kept for this, also a part of it, as players of videos ask for. */
export const answerMedia = async ({ request, cache, fetch }: Args): Promise<Response> => {
  const whole = await cache.match(request.url, ignoringVary)
  return whole ? cutPart(whole, request.headers.get('range')) : fetch(request)
}
