import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { answerObject, type Bucket, refuse, type S3Answer } from './answerObject.ts'
import { checkSignature, type Keys } from './checkSignature.ts'

/** A request as it came, without its credentials. */
export type S3Request = { method: string; key: string; range?: string; status: number }

type Args = {
  /** 0 takes any free port. */
  port: number
  bucket: string
  region: string
  keys: Keys
  /** @default the clock */
  now?: () => Date
}

export type S3Sandbox = {
  /** `http://127.0.0.1:…`, with the bucket in the path. */
  url: string
  /** What the bucket holds, by key. */
  objects: Bucket['objects']
  /** Uploads in parts that were neither completed nor given up. */
  openUploads: () => number
  requests: S3Request[]
  /** Answers what it names with a status of its own instead, until it is told otherwise. */
  failWith: (fault: ((method: string, key: string) => number | undefined) | undefined) => void
  close: () => Promise<void>
}

/**
 * A stand-in for a private bucket of S3: a real HTTP server on loopback that keeps objects in memory and answers nobody
 * whose request is not signed with the keys.
 */
export const startS3Sandbox = async ({
  port,
  bucket: name,
  region,
  keys,
  now = () => new Date(),
}: Args): Promise<S3Sandbox> => {
  const bucket: Bucket = { objects: new Map(), uploads: new Map() }
  const requests: S3Request[] = []
  let fault: ((method: string, key: string) => number | undefined) | undefined

  const answer = async (request: IncomingMessage): Promise<S3Answer> => {
    const { headers, method = 'GET' } = request
    const url = new URL(request.url ?? '/', `http://${headers.host}`)
    const body = await buffer(request)
    const [, first, ...rest] = url.pathname.split('/')
    const key = rest.map(decodeURIComponent).join('/')
    const given = answerSigned()
    requests.push({
      method,
      key,
      status: given.status,
      ...(headers.range && { range: headers.range }),
    })
    return given

    function answerSigned(): S3Answer {
      const wrong = checkSignature({ method, url, headers, body, region, keys })
      if (wrong) return refuse(403, wrong)
      if (first !== name) return refuse(404, 'NoSuchBucket')
      const status = fault?.(method, key)
      if (status) return refuse(status, 'InternalError')
      return answerObject({
        ...{ bucket, name, method, key, body },
        query: url.searchParams,
        type: headers['content-type'] ?? 'application/octet-stream',
        range: headers.range,
        now: now(),
      })
    }
  }

  const server = createServer(async (request, response) => {
    const {
      status,
      headers = {},
      body,
    } = await answer(request).catch(() => refuse(500, 'InternalError'))
    response.writeHead(status, headers)
    response.end(body)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects: bucket.objects,
    openUploads: () => bucket.uploads.size,
    requests,
    failWith: (next) => {
      fault = next
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
