import type { Payload, PayloadRequest } from 'payload'
import type { Content, MediaFile } from '../channels/adapter.ts'
import { toFacts } from '../channels/checkContent.ts'
import { mergeSettings } from '../channels/settings/mergeSettings.ts'
import { transform } from '../channels/transform/index.ts'
import { DistributionError } from '../errors.ts'
import { readMedia } from '../media/openMedia.ts'
import type { Channel } from '../model/channel.ts'
import { contentOfDelivery } from '../model/contentOfDelivery.ts'
import { dbOf, type ID, poolOf, rows, sql } from '../model/database.ts'
import { flightTo, type PlanContent } from '../model/planContent.ts'
import { frozenPolicyOf } from '../model/policy.ts'
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
    channel: Channel
    left_out: string[] | null
  }>(
    db,
    sql`
      select ${contentOfDelivery} as content, d.left_out,
        jsonb_build_object('id', c.id, 'name', c.name, 'platform', c.platform, 'kind', c.kind,
          'integrationId', c.integration_id, 'settings', c.settings) as channel
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
      join postyard_channels c on c.id = d.channel_id and c.tenant_id = d.tenant_id
      where d.id = ${delivery} and d.tenant_id = ${tenant}`,
  )
  if (!found?.content) throw new Error('The plan of this delivery is gone.')
  const { content, channel } = found
  const made = await readMade({
    db,
    tenant,
    channel: channel.id,
    content,
    leftOut: leftOut ?? found.left_out ?? [],
  })
  return { content, channel, made }
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

/** The content in the form in which it goes out on its channel, as its plan froze that. */
const toSent = (shown: Content, { channel, content }: Awaited<ReturnType<typeof readFrozen>>) => {
  const { channelSettings } = content
  return transform({
    kind: channel.kind,
    channel: toFacts({ ...channel, settings: mergeSettings({ channel, channelSettings }) }),
    content: shown,
    policy: frozenPolicyOf(content, channel.id),
  }).content
}

/**
 * What the plan froze for a delivery, with its files, as it goes out on its channel: for one that has not been sent what
 * the plan says now, else what was sent.
 *
 * @throws where a file that the plan froze is gone
 */
export const readContent = async (args: Args): Promise<Content> => {
  const { payload, settings, tenant, req } = args
  const frozen = await readFrozen(args)
  const { content, made } = frozen
  const { title, text, link, media, rendition, parts = [] } = content
  if (rendition !== null && made.own === null && !made.isOwnLeftOut) throw mediaGone()
  const own = made.own === null ? media : [made.own, ...media]
  const ids = [...own, ...parts.flatMap((part) => part.media)]
  const found = await readMedia({ payload, settings, tenant, ids, req })
  if (found.length !== ids.length) throw mediaGone()
  const files = await replaceConverted(args, found, made)
  const take = (count: number) => files.splice(0, count).flatMap((file) => file ?? [])
  const { superimposed } = made
  const flight = flightTo(content, frozen.channel.id)
  const shown = {
    ...{ title, text, link, media: take(own.length) },
    ...(flight ? { flight } : {}),
    ...(superimposed.length === 0 ? {} : { superimposed }),
  }
  if (parts.length === 0) return toSent(shown, frozen)
  const whole = {
    ...shown,
    parts: parts.map((part) => ({ ...part, media: take(part.media.length) })),
  }
  return toSent(whole, frozen)
}

/** A file that the plan froze is not there any more: no further attempt would find it. */
const mediaGone = () =>
  new DistributionError(
    'MEDIA_MISSING',
    'A picture or video of this post was removed. Put it back, then distribute the post again.',
  )

export const isMediaGone = (error: unknown): error is DistributionError =>
  error instanceof DistributionError && error.code === 'MEDIA_MISSING'
