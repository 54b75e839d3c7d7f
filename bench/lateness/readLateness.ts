import type pg from 'pg'
import { invalid } from '../support/invalid.ts'
import type { Postiz } from './openPostiz.ts'
import type { Part } from './scenes.ts'

/** How late one delivery was. */
export type Late = { part: Part; organisation: number; ms: number }

type Args = {
  database: pg.Client
  postiz: Postiz
  /** How long Postiz takes before it does what it is asked, ms. */
  answerMs: number
  /** Whose requests got no answer in a scene: those are not counted. */
  isLost: (delivery: Pick<Late, 'part' | 'organisation'>) => boolean
}

type Due = { integration: string; text: string; scheduled: Date }

/** A request that arrives this much before its second came too early, not on time. */
const tooEarlyMs = 5

/**
 * How late each delivery was, measured where it arrived: from its scheduled second to the moment at which the request
 * that switches its draft on reached Postiz. Postiz notes the moment at which it does what it is asked, which is
 * `answerMs` after the request has arrived, or a little more; so no figure is too good.
 *
 * Throws `BENCH_INVALID` where one is missing, was published twice, or went out early.
 */
export const readLateness = async ({
  database,
  postiz,
  answerMs,
  isLost,
}: Args): Promise<Late[]> => {
  const { rows } = await database.query<Due>(
    `select channel.integration_id as integration, post.text, delivery.scheduled_at as scheduled
    from postyard_deliveries delivery
    join postyard_channels channel on channel.id = delivery.channel_id
    join postyard_posts post on post.id = delivery.post_id`,
  )
  const { publications, publishedTwice } = await postiz.read()
  if (publishedTwice > 0) throw invalid(`${publishedTwice} posts were published twice.`)
  const arrived = new Map(
    publications.map(({ integration, text, firedAt }) => [`${integration.id} ${text}`, firedAt]),
  )
  const lateness = rows.flatMap(({ integration, text, scheduled }): (Late & Due)[] => {
    const [part, organisation] = text.split(' ') as [Part, string]
    const at = arrived.get(`${integration} ${text}`)
    const delivery = { part, organisation: Number(organisation) }
    if (isLost(delivery)) return []
    const ms = at ? Date.parse(at) - answerMs - scheduled.getTime() : Number.POSITIVE_INFINITY
    return [{ ...delivery, integration, text, scheduled, ms }]
  })
  const missing = lateness.filter(({ ms }) => ms === Number.POSITIVE_INFINITY)
  if (missing.length > 0) {
    throw invalid(`${missing.length} deliveries were never published, "${missing[0]!.text}" first.`)
  }
  const early = lateness.filter(({ ms }) => ms < -tooEarlyMs)
  if (early.length > 0) throw invalid(`${early.length} deliveries went out before their second.`)
  return lateness
}
