import type { PayloadRequest } from 'payload'
import { DistributionError } from '../errors.ts'

/** The longest body that is read, in bytes. */
const maxBytes = 1_000_000

/** A sender who is torn off in the middle never reads why; so this much more is taken in, and thrown away. */
const drainedBytes = 16 * maxBytes

const readText = async (req: PayloadRequest): Promise<string> => {
  const reader = req.body?.getReader() as ReadableStreamDefaultReader<Uint8Array> | undefined
  if (!reader) return ''
  const chunks: Uint8Array[] = []
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done || bytes > drainedBytes) break
    bytes += value.byteLength
    if (bytes <= maxBytes) chunks.push(value)
    else chunks.length = 0
  }
  if (bytes > maxBytes) {
    throw new DistributionError(
      'PAYLOAD_TOO_LARGE',
      'The request is larger than 1 MB. Send ids, not the files themselves.',
    )
  }
  return Buffer.concat(chunks).toString('utf8')
}

const readBody = async (req: PayloadRequest): Promise<{ text: string; value: unknown }> => {
  const text = await readText(req)
  if (text === '') return { text, value: {} }
  try {
    return { text, value: JSON.parse(text) }
  } catch (cause) {
    throw new DistributionError('INVALID_JSON', 'The body is no valid JSON.', { cause })
  }
}

/**
 * Everything that a request says, in one object: its body or its query, and the parameters of its path, which win
 * over neither: a name given twice is refused by being unexpected.
 */
export const readInput = async (args: {
  req: PayloadRequest
  method: 'get' | 'post'
  parameters: string[]
}): Promise<{ input: Record<string, unknown>; body: string }> => {
  const { req, method, parameters } = args
  const path = Object.fromEntries(parameters.map((name) => [name, req.routeParams?.[name]]))
  if (method === 'get') {
    const query = Object.fromEntries(new URL(req.url ?? '', 'http://local').searchParams)
    return { input: join(query, path), body: '' }
  }
  const { text, value } = await readBody(req)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new DistributionError('INVALID_INPUT', 'The body must be a JSON object.')
  }
  return { input: join(value as Record<string, unknown>, path), body: text }
}

const join = (
  said: Record<string, unknown>,
  path: Record<string, unknown>,
): Record<string, unknown> => {
  const twice = Object.keys(path).find((name) => name in said)
  if (twice) {
    throw new DistributionError(
      'INVALID_INPUT',
      `"${twice}" stands in the path; leave it out of the request.`,
    )
  }
  return { ...said, ...path }
}
