import type { PayloadRequest } from 'payload'
import { DistributionError } from '../errors.ts'

/** The longest body that is read, in bytes. */
const maxBytes = 1_000_000

/** A sender who is torn off in the middle never reads why; so this much more is taken in, and thrown away. */
const drainedBytes = 16 * maxBytes

/**
 * The body of a request as it came.
 *
 * @throws PAYLOAD_TOO_LARGE
 */
export const readText = async (req: PayloadRequest): Promise<string> => {
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

const readBody = async (req: PayloadRequest): Promise<unknown> => {
  const text = await readText(req)
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new DistributionError('INVALID_JSON', 'The body is no valid JSON.', { cause })
  }
}

/** What a query says; a name that stands in it several times is a list. */
const readQuery = (req: PayloadRequest): Record<string, unknown> => {
  const { searchParams } = new URL(req.url ?? '', 'http://local')
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => {
      const values = searchParams.getAll(name)
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
}

/**
 * Everything that a request says, in one object: its body or its query, the parameters of its path, and what it says in
 * headers. None of them wins over another: a name given twice is refused.
 */
export const readInput = async (args: {
  req: PayloadRequest
  method: 'get' | 'post'
  parameters: string[]
  /** Fields that may stand in a header, by the header's name. */
  headerFields?: Record<string, string>
}): Promise<Record<string, unknown>> => {
  const { req, method, parameters, headerFields = {} } = args
  const path = Object.fromEntries([
    ...parameters.map((name) => [name, req.routeParams?.[name]]),
    ...Object.entries(headerFields).flatMap(([name, header]) => {
      const value = req.headers.get(header)
      return value === null ? [] : [[name, value]]
    }),
  ])
  if (method === 'get') return join(readQuery(req), path)
  const value = await readBody(req)
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new DistributionError('INVALID_INPUT', 'The body must be a JSON object.')
  }
  return join(value as Record<string, unknown>, path)
}

const join = (
  said: Record<string, unknown>,
  path: Record<string, unknown>,
): Record<string, unknown> => {
  const twice = Object.keys(path).find((name) => name in said)
  if (twice) {
    throw new DistributionError(
      'INVALID_INPUT',
      `"${twice}" stands in the path or in a header; leave it out of the request.`,
    )
  }
  return { ...said, ...path }
}
