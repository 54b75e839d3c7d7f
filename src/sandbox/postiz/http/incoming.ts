import type { IncomingMessage } from 'node:http'

export type Incoming = {
  method: string
  url: URL
  header(name: string): string | undefined
  /** The whole body; null where it is larger than so many bytes, or breaks off. Read once, kept. */
  readAll(maxBytes: number): Promise<Buffer | null>
}

const origin = 'http://sandbox.invalid/'

export function toIncoming(request: IncomingMessage): Incoming {
  let body: Promise<Buffer | null> | null = null
  return {
    method: request.method ?? 'GET',
    url: URL.parse(request.url ?? '/', origin) ?? new URL(origin),
    header(name) {
      const value = request.headers[name]
      return Array.isArray(value) ? value[0] : value
    },
    readAll(maxBytes) {
      body ??= collect(request, maxBytes)
      return body
    },
  }
}

async function collect(request: IncomingMessage, maxBytes: number): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return null
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      size += chunk.length
      if (size > maxBytes) return null
      chunks.push(chunk)
    }
  } catch (error) {
    if (request.complete) throw error
    // The client is gone, so what it wanted is not done, and nobody reads the answer.
    return null
  }
  return Buffer.concat(chunks)
}
