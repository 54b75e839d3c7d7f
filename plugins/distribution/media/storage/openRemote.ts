import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { createLocalReq, type Payload } from 'payload'
import { DistributionError } from '../../errors.ts'
import type { Settings } from '../../options.ts'

type Range = { start: number; end: number }

/** Sends a stream on without what lies outside a range, for storage that knows none. */
const cutOut = async function* (stream: Readable, { start, end }: Range) {
  let at = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const part = chunk.subarray(Math.max(0, start - at), Math.max(0, end + 1 - at))
    at += chunk.length
    if (part.length > 0) yield part
    if (at > end) return
  }
}

/**
 * Opens a file that a storage adapter keeps, from the first byte that is wanted.
 *
 * @throws FILE_MISSING where the adapter does not find it
 */
export const openRemote = async (args: {
  payload: Payload
  settings: Settings
  record: object
  filename: string
  range?: Range
}): Promise<Readable> => {
  const { payload, settings, record, filename, range } = args
  const headers = new Headers(range && { range: `bytes=${range.start}-${range.end}` })
  const req = await createLocalReq(
    { req: { headers }, context: { isReadingStorage: true } },
    payload,
  )
  const { upload } = payload.collections[settings.mediaSlug]!.config
  for (const handler of upload.handlers ?? []) {
    const given = await handler(req, {
      doc: record as never,
      params: { collection: settings.mediaSlug, filename },
    })
    if (!(given instanceof Response)) continue
    // An adapter that signs its own addresses sends us on to one.
    const location = given.status >= 300 && given.status < 400 && given.headers.get('location')
    const answer = location ? await fetch(location, { headers }) : given
    if (answer.ok && answer.body) {
      const stream = Readable.fromWeb(answer.body as ReadableStream)
      return range && answer.status !== 206 ? Readable.from(cutOut(stream, range)) : stream
    }
    await answer.body?.cancel()
    if (answer.status === 404) break
    throw new Error(`The storage answered ${answer.status} for the file "${filename}".`)
  }
  throw fileMissing(filename)
}

export const fileMissing = (filename: string, cause?: unknown): DistributionError =>
  new DistributionError(
    'FILE_MISSING',
    `The file "${filename}" is not in the storage any more. Upload it anew.`,
    { cause },
  )
