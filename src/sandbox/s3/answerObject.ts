import { createHash, randomUUID } from 'node:crypto'
import { readRange } from '../../../plugins/distribution/media/serve/readRange.ts'

export type StoredObject = { body: Buffer; type: string; etag: string; modified: Date }

/** What a bucket holds, and what is on its way into it in parts. */
export type Bucket = {
  objects: Map<string, StoredObject>
  uploads: Map<string, { key: string; type: string; parts: Map<number, Buffer> }>
}

export type S3Answer = { status: number; headers?: Record<string, string>; body?: Buffer | string }

type Args = {
  bucket: Bucket
  name: string
  method: string
  key: string
  query: URLSearchParams
  type: string
  range: string | undefined
  body: Buffer
  now: Date
}

const etagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`

export const refuse = (status: number, code: string): S3Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
})

const xml = (name: string, content: string): S3Answer => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?><${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${name}>`,
})

const send = ({ method, range }: Args, object: StoredObject | undefined): S3Answer => {
  if (!object) return method === 'HEAD' ? { status: 404 } : refuse(404, 'NoSuchKey')
  const { body, type, etag, modified } = object
  const headers: Record<string, string> = {
    'accept-ranges': 'bytes',
    'content-type': type,
    etag,
    'last-modified': modified.toUTCString(),
  }
  const part = readRange(range ?? null, body.length)
  if (part === 'unsatisfiable') return refuse(416, 'InvalidRange')
  const sent = part ? body.subarray(part.start, part.end + 1) : body
  headers['content-length'] = String(sent.length)
  if (part) headers['content-range'] = `bytes ${part.start}-${part.end}/${body.length}`
  const status = part ? 206 : 200
  return method === 'HEAD' ? { status, headers } : { status, headers, body: sent }
}

const store = ({ bucket, key, now }: Args, body: Buffer, type: string): StoredObject => {
  const object = { body, type, etag: etagOf(body), modified: now }
  bucket.objects.set(key, object)
  return object
}

/** The steps of an upload in parts, by which long files come. */
const takeParts = (args: Args): S3Answer | undefined => {
  const { bucket, name, method, key, query, body } = args
  if (method === 'POST' && query.has('uploads')) {
    const id = randomUUID()
    bucket.uploads.set(id, { key, type: args.type, parts: new Map() })
    return xml(
      'InitiateMultipartUploadResult',
      `<Bucket>${name}</Bucket><Key>${key}</Key><UploadId>${id}</UploadId>`,
    )
  }
  const id = query.get('uploadId')
  if (id === null) return undefined
  const upload = bucket.uploads.get(id)
  if (!upload) return refuse(404, 'NoSuchUpload')
  if (method === 'PUT') {
    upload.parts.set(Number(query.get('partNumber')), body)
    return { status: 200, headers: { etag: etagOf(body) } }
  }
  bucket.uploads.delete(id)
  if (method === 'DELETE') return { status: 204 }
  const parts = [...upload.parts].sort(([a], [b]) => a - b).map(([, part]) => part)
  const { etag } = store(args, Buffer.concat(parts), upload.type)
  return xml(
    'CompleteMultipartUploadResult',
    `<Bucket>${name}</Bucket><Key>${key}</Key><ETag>${etag.replaceAll('"', '&quot;')}</ETag>`,
  )
}

/** Answers a request for one object, as S3 does: PUT, GET (with Range), HEAD, DELETE, and uploads in parts. */
export const answerObject = (args: Args): S3Answer => {
  const { bucket, method, key, body, type } = args
  const step = takeParts(args)
  if (step) return step
  if (method === 'GET' || method === 'HEAD') return send(args, bucket.objects.get(key))
  if (method === 'PUT') return { status: 200, headers: { etag: store(args, body, type).etag } }
  if (method !== 'DELETE') return refuse(405, 'MethodNotAllowed')
  bucket.objects.delete(key)
  return { status: 204 }
}
