import { type Answer, badRequest, tooLarge } from './answer.ts'
import type { Incoming } from './incoming.ts'

/** Bytes that the parser takes for a JSON body. */
export const maxJsonBytes = 100 * 1024

type Read = { body: Record<string, unknown> } | { answer: Answer }

/**
 * The body as the framework's parser sees it, before anybody asks for a key: what is not sent as
 * `application/json` is as if nothing had been sent.
 */
export async function readJson(incoming: Incoming): Promise<Read> {
  const type = incoming.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json' || incoming.method === 'GET') return { body: {} }
  const bytes = await incoming.readAll(maxJsonBytes)
  if (!bytes || bytes.length > maxJsonBytes) return { answer: tooLarge() }
  return parse(bytes.toString('utf8'))
}

function parse(text: string): Read {
  if (!text) return { body: {} }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null)
      return { body: value as Record<string, unknown> }
    return { answer: badRequest(`Unexpected token ${text.trim().slice(0, 1)} in JSON`) }
  } catch (error) {
    return { answer: badRequest((error as SyntaxError).message) }
  }
}
