import { createHash } from 'node:crypto'
import { canonicalJson } from '../../canonicalJson.ts'
import { type Db, type ID, sql } from '../../model/database.ts'
import type { FoundItem } from './foundItem.ts'

type Args = {
  db: Db
  tenant: ID
  series: ID
  items: FoundItem[]
  /** What is not among them is gone. */
  isWhole: boolean
  now: Date
}

/** Changes when anything of an item does. */
export const hashOf = (item: FoundItem): string =>
  createHash('sha256').update(canonicalJson(item)).digest('hex').slice(0, 32)

/** So many are written by one statement. */
const portion = 1_000

const writePortion = async (
  { db, tenant, series, isWhole, now }: Args,
  items: FoundItem[],
  from: number,
) => {
  const given = items.map((item, index) => ({
    ...{ key: item.key, title: item.title, text: item.text, link: item.link, image: item.image },
    ...{ image_alt: item.imageAlt, fields: item.fields, is_draft: item.isDraft },
    ...{ hash: hashOf(item), position: from + index },
    ...{ code: item.refusal?.code ?? null, reason: item.refusal?.message ?? null },
  }))
  const at = now.toISOString()
  await db.execute(sql`
    insert into postyard_series_items as i
      (tenant, series_id, key, position, title, text, link, image, image_alt, fields, hash, is_draft,
       found_at, changed_at, set_aside_at, set_aside_code, set_aside_reason)
    select ${String(tenant)}, ${String(series)}, q.key,
      q.position + ${isWhole ? sql`0` : sql`coalesce((select max(position) + 1 from postyard_series_items o where o.series_id = ${String(series)}), 0)`},
      q.title, q.text, q.link, q.image, q.image_alt, q.fields, q.hash, q.is_draft, ${at}, ${at},
      case when q.code is null then null else ${at}::timestamptz end, q.code, q.reason
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as q(key text, position int, title text, text text,
      link text, image text, image_alt text, fields jsonb, hash text, is_draft boolean, code text, reason text)
    order by q.position
    on conflict (series_id, key) do update
    set title = excluded.title, text = excluded.text, link = excluded.link, image = excluded.image,
        image_alt = excluded.image_alt, fields = excluded.fields, hash = excluded.hash,
        is_draft = excluded.is_draft, gone_at = null,
        position = case when ${isWhole}::boolean then excluded.position else i.position end,
        changed_at = case when i.hash = excluded.hash then i.changed_at else excluded.changed_at end,
        -- What was set aside is given another chance when it is mended.
        set_aside_at = case when i.hash = excluded.hash then i.set_aside_at else excluded.set_aside_at end,
        set_aside_code = case when i.hash = excluded.hash then i.set_aside_code else excluded.set_aside_code end,
        set_aside_reason = case when i.hash = excluded.hash then i.set_aside_reason else excluded.set_aside_reason end
    where i.tenant = excluded.tenant and (i.hash is distinct from excluded.hash or i.gone_at is not null
      or (${isWhole}::boolean and i.position is distinct from excluded.position))`)
}

/** Brings the items of a series to what its source has, with as many statements however many there are. */
export const writeItems = async (args: Args): Promise<void> => {
  const { db, tenant, series, items, isWhole, now } = args
  for (let from = 0; from < items.length; from += portion) {
    await writePortion(args, items.slice(from, from + portion), from)
  }
  if (!isWhole) return
  await db.execute(sql`
    update postyard_series_items set gone_at = ${now.toISOString()}
    where series_id = ${String(series)} and tenant = ${String(tenant)} and gone_at is null
      and key <> all(${sql.param(items.map(({ key }) => key))}::text[])`)
}
