import type { RemoteFigures } from '../api/answers.ts'
import { createPostizClient } from '../api/client.ts'
import type { PostizConnection } from '../api/connection.ts'

/** What a platform counted on one day (UTC, `2026-11-22`) under one name. */
export type Figure = { label: string; date: string; total: number }

/**
 * `none`: the platform has nothing (yet), or offers nothing of the sort. `missing`: Postiz does not know the platform's
 * id of the post. Where it failed, `isOnlyThis` tells an answer to this one question from a Postiz that cannot be asked.
 */
export type FetchedFigures =
  | { kind: 'figures'; figures: Figure[] }
  | { kind: 'none' }
  | { kind: 'missing' }
  | { kind: 'failed'; isOnlyThis: boolean; code: string; message: string }

type Args = {
  connection: PostizConnection
  of: { integrationId: string } | { postId: string }
  /** How many days back. */
  days: number
  signal?: AbortSignal
}

const longestLabel = 120

/** Days and totals as platforms write them become a day and a number; what is neither is left out. */
const readFigures = (answer: RemoteFigures): Figure[] => {
  const byKey = new Map<string, Figure>()
  for (const { label, data } of answer) {
    const name = label.trim().slice(0, longestLabel).toWellFormed().replaceAll('\0', '')
    for (const { total, date } of data) {
      const at = new Date(date)
      const count = typeof total === 'number' ? total : Number.parseFloat(total)
      if (name === '' || Number.isNaN(at.getTime()) || !Number.isFinite(count)) continue
      const day = at.toISOString().slice(0, 10)
      byKey.set(`${day} ${name}`, { label: name, date: day, total: count })
    }
  }
  return [...byKey.values()]
}

/** Postiz answers 500 to what it does not know or cannot get from the platform; that says nothing of Postiz itself. */
const aboutThisOne = [200, 400, 403, 404, 500]

/** What the platform counted of an account or of a post. Changes nothing and costs no counted request. */
export const fetchFigures = async ({
  connection,
  of,
  days,
  signal,
}: Args): Promise<FetchedFigures> => {
  const client = createPostizClient(connection)
  const reply =
    'postId' in of
      ? await client.postFigures({ ...of, days, signal })
      : await client.channelFigures({ ...of, days, signal })
  if (!reply.ok) {
    const { code, message, statusCode } = reply.fault
    const isOnlyThis = code !== 'POSTIZ_NOT_AN_API' && aboutThisOne.includes(statusCode ?? 0)
    return { kind: 'failed', isOnlyThis, code, message }
  }
  if ('missing' in reply.value) return { kind: 'missing' }
  const figures = readFigures(reply.value)
  return figures.length === 0 ? { kind: 'none' } : { kind: 'figures', figures }
}
