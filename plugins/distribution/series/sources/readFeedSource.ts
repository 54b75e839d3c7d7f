import { type Answered, type Broken, send } from '../../channels/http/send.ts'
import { checkAddress } from '../../channels/webhook/checkAddress.ts'
import type { Reach } from '../../security/reach.ts'
import { decodeFeed } from './decodeFeed.ts'
import { keepFirst, type SourceRead } from './foundItem.ts'
import { parseItems } from './parseItems.ts'

/** What a feed said of itself when it was read last. */
export type FeedMarks = { etag: string | null; modified: string | null }

const maxBytes = 4 * 1024 ** 2
const mostRedirects = 3

type Fetched = { answer: Answered | Broken; url: string; flaw?: string }

const fetchFeed = async (args: {
  url: string
  headers: Record<string, string>
  reach: Reach
  timeoutMs: number
}): Promise<Fetched> => {
  const { headers, reach } = args
  const end = performance.now() + args.timeoutMs
  let at = args.url
  for (let turn = 0; ; turn += 1) {
    const timeoutMs = Math.max(1, Math.round(end - performance.now()))
    const answer = await send({
      ...{ method: 'GET', url: at, headers, reach, timeoutMs, maxBytes, isBinary: true },
    })
    const to = answer.kind === 'answered' ? answer.headers.location : undefined
    const isMoved =
      answer.kind === 'answered' && [301, 302, 303, 307, 308].includes(answer.statusCode)
    const next = isMoved && to ? URL.parse(to, at) : null
    if (!next || turn === mostRedirects) return { answer, url: at }
    // Wherever it leads, what holds for the address itself holds there too.
    const flaw = checkAddress(next.href, reach, 'a feed')
    if (flaw !== undefined) return { answer, url: at, flaw: `it leads elsewhere. ${flaw}` }
    at = next.href
  }
}

const why = (answer: Answered | Broken): string => {
  if (answer.kind === 'answered') return `it answered ${answer.statusCode}`
  switch (answer.reason) {
    case 'timeout':
      return 'it did not answer in time'
    case 'too-large':
      return 'it is larger than 4 MB'
    default:
      return `it could not be reached (${answer.errorCode})`
  }
}

const broken = (message: string): SourceRead => ({ kind: 'broken', code: 'FEED_BROKEN', message })

/**
 * Reads a feed where it has changed since it was read last. Only hosts within reach are asked, also where it redirects. It
 * never throws.
 */
export const readFeedSource = async (args: {
  url: string
  marks: FeedMarks | undefined
  reach: Reach
  /** For all of it, in ms, wherever it leads. */
  timeoutMs: number
}): Promise<{ read: SourceRead; marks?: FeedMarks }> => {
  const { url, marks, reach, timeoutMs } = args
  const {
    answer,
    url: at,
    flaw,
  } = await fetchFeed({
    ...{ url, reach, timeoutMs },
    headers: {
      accept:
        'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5',
      'user-agent': 'Postyard',
      ...(marks?.etag ? { 'if-none-match': marks.etag } : {}),
      ...(marks?.modified ? { 'if-modified-since': marks.modified } : {}),
    },
  })
  const host = new URL(url).hostname
  if (answer.kind === 'answered' && answer.statusCode === 304)
    return { read: { kind: 'unchanged' } }
  if (answer.kind !== 'answered' || answer.statusCode !== 200) {
    return {
      read: broken(
        `The feed at ${host} cannot be read: ${flaw ?? `${why(answer)}.`} What was read before still flies; it is tried again each night.`,
      ),
    }
  }
  const text = decodeFeed(Buffer.from(answer.body, 'latin1'), answer.headers['content-type'])
  if (text === undefined) {
    return {
      read: broken(
        `What ${host} sends is in a character set that nobody knows. Tell its owner to send UTF-8.`,
      ),
    }
  }
  try {
    const { items, nameless } = parseItems(text, at)
    const kept = keepFirst(items)
    const notes =
      nameless > 0 ? [`${nameless} items have neither an id nor a link; they are left out.`] : []
    return {
      read: { kind: 'read', isWhole: false, items: kept.items, notes: [...notes, ...kept.notes] },
      marks: {
        etag: answer.headers.etag ?? null,
        modified: answer.headers['last-modified'] ?? null,
      },
    }
  } catch {
    return {
      read: broken(
        `What ${host} sends is no feed (RSS, Atom or JSON Feed). Correct the address, or tell its owner.`,
      ),
    }
  }
}
