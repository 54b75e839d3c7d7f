import type { Reach } from '../../security/reach.ts'
import { send } from '../http/send.ts'

const answerMs = 5_000

/** More of a page that says that a file is gone is not read, in bytes. */
const mostBytes = 256 * 1024

const goneStatuses = new Set([404, 410])

type Args = { path: string; baseUrl: string; reach?: Reach }

const ask = ({ path, reach }: Args, method: 'HEAD' | 'GET') =>
  send({
    method,
    url: path,
    headers: method === 'GET' ? { range: 'bytes=0-0' } : {},
    timeoutMs: answerMs,
    maxBytes: mostBytes,
    reach,
  })

/** The address of a file is asked only where it lies beside Postiz itself, or is reached over TLS. */
const isAskable = ({ path, baseUrl }: Args): boolean => {
  const url = URL.parse(path)
  if (!url) return false
  return url.protocol === 'https:' || url.origin === URL.parse(baseUrl)?.origin
}

/**
 * Whether a file that was uploaded is certainly not there any more: its address says so (404, 410) twice, or answers
 * with a page. Where nobody answers, the address may be one that is not reached from here, and nothing is certain:
 * whoever needs the file finds out.
 */
export const isUploadGone = async (args: Args): Promise<boolean> => {
  if (!isAskable(args)) return false
  const head = await ask(args, 'HEAD')
  if (head.kind === 'broken') return false
  if (head.statusCode >= 200 && head.statusCode < 300) {
    return /^text\/html\b/i.test(head.headers['content-type'] ?? '')
  }
  if (!goneStatuses.has(head.statusCode)) return false
  const got = await ask(args, 'GET')
  return got.kind === 'answered' && goneStatuses.has(got.statusCode)
}
