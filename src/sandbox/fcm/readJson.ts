import type { IncomingMessage } from 'node:http'

/** Requests of both ports are far smaller. */
const maxBytes = 256 * 1024

/** A request's body as text. @throws RangeError above 256 KiB */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new RangeError('The request is larger than 256 KiB.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** A request's body, parsed; `undefined` where it is empty or not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request)
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
