import type { CollectionSlug, Payload, Where } from 'payload'
import { type ID, parseId, poolOf, rows, sql } from '../../model/database.ts'
import type { SeriesSource } from '../../model/series.ts'
import type { ItemFields } from '../../options.ts'
import { settingsOf } from '../../settings.ts'
import { cut, type FoundItem, keepFirst, longest, mostItems, type SourceRead } from './foundItem.ts'

type Args = { payload: Payload; tenant: ID; source: Query }

type Query = Extract<SeriesSource, { kind: 'query' }>

/** So many records are read at once. */
const portion = 500

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

const firstId = (payload: Payload, value: unknown): ID | undefined => {
  const first = Array.isArray(value) ? value[0] : value
  const id = first !== null && typeof first === 'object' && 'id' in first ? first.id : first
  return parseId(payload, id)
}

const toItem = (
  payload: Payload,
  collection: string,
  fields: ItemFields,
  record: Record<string, unknown> & { id: ID },
): FoundItem => {
  const of = (field: string | undefined) => (field === undefined ? undefined : record[field])
  const image = firstId(payload, of(fields.image))
  const draft = of(fields.draft)
  return {
    key: `${collection}:${record.id}`,
    title: cut(textOf(of(fields.title)) || `Item ${record.id}`, longest.title),
    text: cut(textOf(of(fields.text)), longest.text),
    link: textOf(of(fields.link)) || null,
    image: image === undefined ? null : `media:${image}`,
    imageAlt: null,
    fields: {},
    isDraft: draft === true || draft === 'draft' || record._status === 'draft',
    refusal: null,
  }
}

const selectOf = (fields: ItemFields): Record<string, true> =>
  Object.fromEntries(
    [...Object.values(fields), '_status'].map((name: string) => [name, true as const]),
  )

/** Posts that items of series became: drawn from again, they would come out without end. */
const madeBySeries = async (
  { payload, tenant, source }: Args,
  found: { id: ID }[],
): Promise<Set<string>> => {
  if (source.collection !== settingsOf(payload).slugs.posts) return new Set()
  const made = await rows<{ post_id: string }>(
    poolOf(payload),
    sql`
      select post_id from postyard_series_items
      where tenant = ${String(tenant)} and post_id = any(${sql.param(found.map(({ id }) => String(id)))}::text[])`,
  )
  return new Set(made.map(({ post_id }) => post_id))
}

/** The records of a tenant that a query finds, as items. It never throws. */
export const readQuery = async (args: Args): Promise<SourceRead> => {
  const { payload, tenant, source } = args
  const fields = settingsOf(payload).series.collections[source.collection]
  if (!fields) {
    return {
      kind: 'broken',
      code: 'COLLECTION_CLOSED',
      message: `Series may not draw from "${source.collection}" in this installation. Choose another source.`,
    }
  }
  try {
    const items: FoundItem[] = []
    let total = 0
    for (let page = 1; (page - 1) * portion < Math.min(total, mostItems) || page === 1; page += 1) {
      const { docs, totalDocs } = await payload.find({
        collection: source.collection as CollectionSlug,
        where: { and: [{ tenant: { equals: tenant } }, (source.where ?? {}) as Where] },
        sort: [source.sort ?? 'createdAt', 'id'],
        select: selectOf(fields),
        depth: 0,
        limit: portion,
        page,
      })
      total = totalDocs
      const found = docs as unknown as (Record<string, unknown> & { id: ID })[]
      const made = await madeBySeries({ payload, tenant, source }, found)
      for (const doc of found) {
        if (!made.has(String(doc.id))) items.push(toItem(payload, source.collection, fields, doc))
      }
    }
    const notes =
      total > mostItems ? [`It finds ${total} items; only the first ${mostItems} are taken.`] : []
    // One that moved from one portion into the next while they were read is still one.
    const kept = keepFirst(items)
    return { kind: 'read', isWhole: true, items: kept.items, notes }
  } catch (error) {
    payload.logger.error({ err: error }, 'postyard: the query of a series failed')
    return {
      kind: 'broken',
      code: 'QUERY_BROKEN',
      message: 'The query of this series cannot be run. Correct its conditions.',
    }
  }
}
