import type { Payload, PayloadRequest } from 'payload'
import type { Content, MediaFile } from '../../channels/adapter.ts'
import { checkContent, toFacts } from '../../channels/checkContent.ts'
import { chooseConversion } from '../../channels/chooseConversion.ts'
import { mergeSettings } from '../../channels/settings/mergeSettings.ts'
import type { Channel } from '../../model/channel.ts'
import { type Db, type ID, parseId, rows, sql } from '../../model/database.ts'
import type { PlanContent } from '../../model/planContent.ts'
import { mediaFailedCode, reasons } from '../../model/reasons.ts'
import { settingsOf } from '../../settings.ts'
import { readMedia } from '../openMedia.ts'
import { findOrAddRendition } from '../renditions.ts'

type Args = {
  payload: Payload
  /** One transaction, as statements and as a request. */
  db: Db
  req: PayloadRequest
  tenant: ID
  /** Deliveries of the tenant that have all that they asked for. */
  ids: ID[]
}

type Found = {
  id: ID
  plan_id: ID
  channel: Channel
  content: PlanContent
  /** The file of its own card or video. */
  file_id: ID
}

/** Those that show a card or video of their own; they and their plans are held until the transaction ends. */
const lockOwn = async ({ db, tenant, ids }: Args): Promise<Found[]> => {
  await db.execute(sql`
    select d.id from postyard_deliveries d
    where d.id = any(${sql.param(ids)}) and d.tenant_id = ${tenant} and d.rendition_id is not null
    order by d.id for update`)
  return rows<Found>(
    db,
    sql`
      select d.id, d.plan_id, p.content, r.file_id,
        jsonb_build_object('id', c.id, 'tenant', c.tenant_id, 'name', c.name, 'platform', c.platform,
          'kind', c.kind, 'state', c.state, 'integrationId', c.integration_id, 'settings', c.settings
        ) as channel
      from postyard_deliveries d
      join postyard_plans p on p.id = d.plan_id and p.tenant_id = d.tenant_id
        and p.content_version = d.content_version
      join postyard_channels c on c.id = d.channel_id and c.tenant_id = d.tenant_id
      join postyard_renditions r on r.id = d.rendition_id and r.tenant_id = d.tenant_id and r.state = 'ready'
      where d.id = any(${sql.param(ids)}) and d.tenant_id = ${tenant} and d.state = 'held'
        and p.content -> 'rendition' <> 'null'::jsonb
      order by d.plan_id, d.id
      for update of p`,
  )
}

const formsOf = ({ content, channel }: Found): Record<string, ID> =>
  (content.conversions ?? []).find(({ channels }) => channels.includes(String(channel.id)))
    ?.files ?? {}

/** The content as its channel gets it, with the file that was made in its place. */
const readShown = async (args: Args, found: Found): Promise<Content | undefined> => {
  const { payload, tenant, req } = args
  const { title, text, link, media, parts = [] } = found.content
  const ids = [found.file_id, ...media, ...parts.flatMap((part) => part.media)]
  const settings = settingsOf(payload)
  const files = await readMedia({ payload, settings, tenant, ids, req })
  // What is missing is found, and told, when the delivery is prepared.
  if (files.length !== ids.length) return undefined
  return {
    title,
    text,
    link,
    media: files.splice(0, 1 + media.length),
    parts: parts.map((part) => ({ ...part, media: files.splice(0, part.media.length) })),
  }
}

/** Remembers on the plan what a channel gets in the place of the file that was made. */
const keepForm = async (args: Args, found: Found, file: MediaFile, rendition: ID) => {
  const channel = String(found.channel.id)
  const others = (found.content.conversions ?? []).map((alike) => ({
    ...alike,
    channels: alike.channels.filter((id) => id !== channel),
  }))
  const conversions = [
    ...others.filter(({ channels }) => channels.length > 0),
    { channels: [channel], files: { ...formsOf(found), [file.id]: rendition } },
  ]
  await args.db.execute(sql`
    update postyard_plans
    set content = jsonb_set(content, '{conversions}', ${JSON.stringify(conversions)}::jsonb),
        updated_at = clock_timestamp()
    where id = ${found.plan_id} and tenant_id = ${args.tenant}`)
  await args.db.execute(sql`
    update postyard_deliveries
    set reason_code = ${reasons.renderPending.code}, reason = ${reasons.renderPending.message},
        wake_at = clock_timestamp(), updated_at = clock_timestamp()
    where id = ${found.id} and tenant_id = ${args.tenant} and state = 'held'`)
}

const refuse = (args: Args, found: Found, sentence: string) =>
  args.db.execute(sql`
    update postyard_deliveries
    set reason_code = ${mediaFailedCode}, updated_at = clock_timestamp(), wake_at = media_late_at,
        reason = ${`What was made for it does not fit ${found.channel.name}: ${sentence} Change the post; it goes on by itself then.`}
    where id = ${found.id} and tenant_id = ${args.tenant} and state = 'held'`)

const fitOne = async (args: Args, found: Found): Promise<'fits' | 'waits' | 'refused'> => {
  const content = await readShown(args, found)
  const file = content?.media[0]
  if (!content || !file || file.id in formsOf(found)) return 'fits'
  const { payload, req, tenant } = args
  const { channelSettings } = found.content
  const channel = {
    ...found.channel,
    settings: mergeSettings({ channel: found.channel, channelSettings }),
  }
  const [refusal] = checkContent(channel, content).filter(({ field }) => field === 'media')
  if (refusal) {
    await refuse(args, found, refusal.message)
    return 'refused'
  }
  const facts = toFacts(channel)
  const conversion = chooseConversion({ kind: channel.kind, channel: facts, content, file })
  const id = parseId(payload, file.id)
  if (!conversion || id === undefined) return 'fits'
  const spec = { kind: 'conversion', file: id, ...conversion } as const
  const settings = settingsOf(payload)
  const rendition = await findOrAddRendition({ payload, settings, req, tenant, spec })
  await keepForm(args, found, file, rendition.id)
  return 'waits'
}

/**
 * Holds what was made for posts against the channels to which they go, now that its size is known: what a channel does not
 * take as it is, is brought into the form that it takes, once for all channels that want the same; what does not fit keeps
 * its delivery, with the reason.
 *
 * @returns those that go on waiting for another form, and those that are refused
 */
export const fitMade = async (args: Args): Promise<{ waiting: ID[]; refused: ID[] }> => {
  const answer = { waiting: [] as ID[], refused: [] as ID[] }
  for (const { id } of await lockOwn(args)) {
    // Anew for each: the one before may have written on the same plan.
    const [found] = await lockOwn({ ...args, ids: [id] })
    if (!found) continue
    const fit = await fitOne(args, found)
    if (fit === 'waits') answer.waiting.push(id)
    if (fit === 'refused') answer.refused.push(id)
  }
  return answer
}
