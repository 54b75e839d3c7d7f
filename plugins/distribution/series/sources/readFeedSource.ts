import { type Followed, follow } from '../../channels/http/follow.ts'
import { checkAddress } from '../../channels/webhook/checkAddress.ts'
import type { Reach } from '../../security/reach.ts'
import { decodeFeed } from './decodeFeed.ts'
import { keepFirst, mostItems, type SourceRead } from './foundItem.ts'
import { parseItems } from './parseItems.ts'

/** What a feed said of itself when it was read last. */
export type FeedMarks = { etag: string | null; modified: string | null }

const maxBytes = 4 * 1024 ** 2

const why = (found: Followed): string => {
  if (found.kind === 'answered') return `it answered ${found.statusCode}.`
  if (found.kind === 'refused') return `it may not be called there. ${found.message}`
  switch (found.reason) {
    case 'timeout':
    case 'aborted':
      return 'it did not answer in time.'
    case 'too-large':
      return 'it is larger than 4 MB.'
    default:
      return `it could not be reached (${found.errorCode}).`
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
  /** The whole time, in ms. */
  timeoutMs: number
  signal?: AbortSignal
}): Promise<{ read: SourceRead; marks?: FeedMarks }> => {
  const { url, marks, reach } = args
  const found = await follow({
    ...{ ...args, maxBytes },
    flawOf: (address) => checkAddress(address, reach, 'a feed'),
    headers: {
      accept:
        'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5',
      'user-agent': 'Postyard',
      ...(marks?.etag ? { 'if-none-match': marks.etag } : {}),
      ...(marks?.modified ? { 'if-modified-since': marks.modified } : {}),
    },
  })
  const host = new URL(url).hostname
  if (found.kind === 'answered' && found.statusCode === 304) return { read: { kind: 'unchanged' } }
  if (found.kind !== 'answered' || found.statusCode !== 200) {
    return {
      read: broken(
        `The feed at ${host} cannot be read: ${why(found)} What was read before still flies; it is tried again each night.`,
      ),
    }
  }
  const decoded = decodeFeed(found.data, found.headers['content-type'])
  if ('unknown' in decoded) {
    return {
      read: broken(
        `What ${host} sends is written in "${decoded.unknown}", which is no known character set. Tell its owner; UTF-8 is read everywhere.`,
      ),
    }
  }
  try {
    const { items, nameless, total } = parseItems(decoded.text, found.url)
    const kept = keepFirst(items)
    const notes = [
      ...(total > mostItems
        ? [`It holds ${total} items; only the ${mostItems} that it names first are taken.`]
        : []),
      ...(nameless > 0
        ? [`${nameless} items have neither an id nor a link; they are left out.`]
        : []),
    ]
    return {
      read: { kind: 'read', isWhole: false, items: kept.items, notes: [...notes, ...kept.notes] },
      marks: {
        etag: found.headers.etag ?? null,
        modified: found.headers['last-modified'] ?? null,
      },
    }
  } catch {
    return {
      read: broken(
        `What ${host} sends is no feed (RSS, Atom or JSON Feed). Correct the address, or tell its owner. What was read before still flies.`,
      ),
    }
  }
}
