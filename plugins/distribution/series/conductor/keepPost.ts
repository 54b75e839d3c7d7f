import type { CollectionSlug, PayloadRequest } from 'payload'
import { lockPostAlone } from '../../distribute/lockPost.ts'
import type { PostRecord } from '../../distribute/readPost.ts'
import { hashBytes } from '../../media/renderKey.ts'
import { type ID, parseId } from '../../model/database.ts'
import type { ItemRow, SeriesRecord } from '../../model/series.ts'
import type { OperationContext } from '../../operation.ts'
import { explainRefusal } from '../../posts/explainRefusal.ts'
import { boardSetting } from '../boards/index.ts'
import { keepPostOf } from './claimItem.ts'
import type { Image, Upload } from './readImage.ts'
import { itemRefusal, refuseItem } from './refuseItem.ts'

type Args = {
  context: OperationContext
  tenant: ID
  series: Pick<SeriesRecord, 'slug'>
  item: Pick<ItemRow, 'id' | 'title' | 'text' | 'link' | 'image_alt' | 'post_id'>
  /** It was changed since it took off last, so its post follows. */
  isChanged: boolean
  image: Extract<Image, { kind: 'none' | 'media' | 'file' }>
  /** All channels of the series. */
  channels: ID[]
  /** The board of the series, by channel id as text. */
  boards: Map<string, string>
}

/** The library is written as the application itself, in the transaction of the request. */
const asHouse = ({ transactionID, payload }: PayloadRequest): Partial<PayloadRequest> => ({
  ...(transactionID === undefined ? {} : { transactionID }),
  payload,
})

const addFile = async (args: Args, file: Upload): Promise<ID> => {
  const { context, tenant, item } = args
  const { payload, settings, req } = context
  const made = await payload
    .create({
      collection: settings.mediaSlug,
      data: { tenant, alt: (item.image_alt || item.title).slice(0, 1000) } as never,
      file,
      depth: 0,
      req: asHouse(req),
    })
    .catch((error: unknown) => {
      throw refuseItem(error, 'ITEM_IMAGE_BROKEN', 'Its picture cannot be used')
    })
  return made.id as ID
}

/** The same bytes as those of the file that the post shows already are no second file. */
const shows = async ({ context, tenant }: Args, media: ID[], file: Upload): Promise<boolean> => {
  const [id] = media
  if (id === undefined || media.length !== 1) return false
  const { payload, settings, req } = context
  const { docs } = await payload.find({
    collection: settings.mediaSlug,
    where: { and: [{ id: { equals: id } }, { tenant: { equals: tenant } }] },
    depth: 0,
    req,
  })
  const [known] = docs as unknown as { sha256?: string | null }[]
  return known?.sha256 === hashBytes(file.data)
}

const mediaOf = async (args: Args, shown: ID[]): Promise<ID[]> => {
  const { image } = args
  if (image.kind === 'none') return []
  if (image.kind === 'media') return [image.id]
  return (await shows(args, shown, image.file)) ? shown : [await addFile(args, image.file)]
}

const wordsOf = ({ item }: Args) => ({
  title: item.title.trim().slice(0, 200).toWellFormed(),
  text: item.text,
  link: item.link,
})

const settingsOn = (args: Args, before: Record<string, Record<string, unknown>>) => {
  const known = new Set(args.channels.map(String))
  const merged = { ...before }
  for (const [channel, board] of args.boards) {
    if (known.has(channel)) merged[channel] = { ...before[channel], [boardSetting]: board }
  }
  return merged
}

const addPost = async (args: Args): Promise<PostRecord> => {
  const { context, tenant, series, item, channels } = args
  const { payload, settings, req, db } = context
  const media = await mediaOf(args, [])
  const made = (await payload
    .create({
      collection: settings.slugs.posts as CollectionSlug,
      data: {
        ...{ tenant, ...wordsOf(args), media, channels, series: series.slug },
        channelSettings: settingsOn(args, {}),
      } as never,
      depth: 0,
      req,
    })
    .catch((error: unknown) => {
      throw refuseItem(explainRefusal(error), 'ITEM_REFUSED', 'It makes no post')
    })) as unknown as PostRecord
  await keepPostOf(db, { tenant, item: item.id, post: made.id })
  return made
}

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/**
 * The post of an item, held by the caller's transaction: made where there is none, else brought up to what the item says
 * now, if that was changed since it took off last; what a person has changed in the post stays otherwise.
 *
 * @throws an item's refusal (`refuseItem`) where it makes no post, or a person has put its post into the bin
 */
export const keepPost = async (args: Args): Promise<PostRecord> => {
  const { context, tenant, item, channels, isChanged } = args
  const { payload, settings, req, db } = context
  if (item.post_id === null) return addPost(args)
  const id = parseId(payload, item.post_id) as ID
  await lockPostAlone(db, { id, tenant })
  const collection = settings.slugs.posts as CollectionSlug
  const read = () =>
    payload.findByID({ collection, id, depth: 0, disableErrors: true, req }) as Promise<unknown>
  const post = (await read()) as PostRecord | null
  if (!post) {
    const message = 'Its post lies in the bin. Restore the post, then put the item back.'
    throw itemRefusal({ code: 'POST_BINNED', message })
  }
  const before = {
    ...{ title: post.title, text: post.text ?? '', link: post.link ?? null },
    ...{ media: post.media ?? [], channels: post.channels ?? [] },
    channelSettings: (post.channelSettings ?? {}) as Record<string, Record<string, unknown>>,
  }
  const wanted = {
    ...before,
    ...(isChanged ? { ...wordsOf(args), media: await mediaOf(args, before.media) } : {}),
    channels: [...new Set([...before.channels, ...channels].map(String))],
    channelSettings: settingsOn(args, before.channelSettings),
  }
  const changed = Object.entries(wanted).filter(
    ([name, value]) => !isSame(value, before[name as keyof typeof before]),
  )
  if (changed.length === 0) return post
  await payload
    .update({ collection, id, data: Object.fromEntries(changed) as never, depth: 0, req })
    .catch((error: unknown) => {
      throw refuseItem(explainRefusal(error), 'ITEM_REFUSED', 'Its post cannot follow it')
    })
  return (await read()) as PostRecord
}
