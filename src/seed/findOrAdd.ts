import type { CollectionSlug, File, Payload, Where } from 'payload'

/** The id of the record that `where` describes; made from `data` where there is none. */
export const findOrAdd = async (args: {
  payload: Payload
  collection: string
  where: Where
  data: Record<string, unknown>
  file?: () => Promise<File>
}): Promise<string> => {
  const { payload, where } = args
  const collection = args.collection as CollectionSlug
  const { docs } = await payload.find({ collection, where, limit: 1, depth: 0 })
  const known = docs[0] as { id: string } | undefined
  if (known) return known.id
  const made = (await payload.create({
    collection,
    data: args.data as never,
    file: await args.file?.(),
    depth: 0,
  })) as unknown as { id: string }
  return made.id
}
