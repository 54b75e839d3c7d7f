import type { Payload, PayloadRequest } from 'payload'
import type { Content, MediaFile } from '../channels/adapter.ts'
import { DistributionError } from '../errors.ts'
import { readMedia } from '../media/openMedia.ts'
import { contentOfDelivery } from '../model/contentOfDelivery.ts'
import { dbOf, type ID, poolOf, rows, sql } from '../model/database.ts'
import type { PlanContent } from '../model/planContent.ts'
import type { Settings } from '../options.ts'
import { type Made, readMade } from './readMade.ts'

type Args = {
  payload: Payload
  settings: Settings
  tenant: ID
  delivery: ID
  /** As if it went out without these renditions. @default those without which it does */
  leftOut?: string[]
  /** With it, reads inside its transaction. */
  req?: PayloadRequest
}

const readFrozen = async ({ payload, tenant, delivery, leftOut, req }: Args) => {
  const db = req ? await dbOf(req) : poolOf(payload)
  const [found] = await rows<{
    content: PlanContent | null
    channel_id: ID
    left_out: string[] | null
  }>(
    db,
    sql`
      select ${contentOfDelivery} as content, d.channel_id, d.left_out
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      where d.id = ${delivery} and d.tenant_id = ${tenant}`,
  )
  if (!found?.content) throw new Error('The plan of this delivery is gone.')
  const { content } = found
  const made = await readMade({
    db,
    tenant,
    channel: found.channel_id,
    content,
    leftOut: leftOut ?? found.left_out ?? [],
  })
  return { content, made }
}

/**
 * The files with those in their place that the channel takes; each keeps the words that describe it. Undefined stands for
 * what it goes out without.
 */
const replaceConverted = async (
  { payload, settings, tenant, req }: Args,
  files: MediaFile[],
  { converted, leftOut }: Made,
): Promise<(MediaFile | undefined)[]> => {
  const ids = [...converted.values()].flatMap((id) => id ?? [])
  const made = await readMedia({ payload, settings, tenant, ids, req })
  const byId = new Map(made.map((file) => [file.id, file]))
  return files.map((file) => {
    if (leftOut.has(file.id)) return undefined
    if (!converted.has(file.id)) return file
    const instead = byId.get(String(converted.get(file.id)))
    if (!instead) throw mediaGone()
    return { ...instead, alt: file.alt }
  })
}

/**
 * What the plan froze for a delivery, with its files: for one that has not been sent what the plan says now, else what
 * was sent.
 *
 * @throws where a file that the plan froze is gone
 */
export const readContent = async (args: Args): Promise<Content> => {
  const { payload, settings, tenant, req } = args
  const { content, made } = await readFrozen(args)
  const { title, text, link, media, rendition, parts = [] } = content
  if (rendition !== null && made.own === null && !made.isOwnLeftOut) throw mediaGone()
  const own = made.own === null ? media : [made.own, ...media]
  const ids = [...own, ...parts.flatMap((part) => part.media)]
  const found = await readMedia({ payload, settings, tenant, ids, req })
  if (found.length !== ids.length) throw mediaGone()
  const files = await replaceConverted(args, found, made)
  const take = (count: number) => files.splice(0, count).flatMap((file) => file ?? [])
  const { superimposed } = made
  const shown = {
    ...{ title, text, link, media: take(own.length) },
    ...(superimposed.length === 0 ? {} : { superimposed }),
  }
  if (parts.length === 0) return shown
  return {
    ...shown,
    parts: parts.map((part) => ({ ...part, media: take(part.media.length) })),
  }
}

/** A file that the plan froze is not there any more: no further attempt would find it. */
const mediaGone = () =>
  new DistributionError(
    'MEDIA_MISSING',
    'A picture or video of this post was removed. Put it back, then distribute the post again.',
  )

export const isMediaGone = (error: unknown): error is DistributionError =>
  error instanceof DistributionError && error.code === 'MEDIA_MISSING'
