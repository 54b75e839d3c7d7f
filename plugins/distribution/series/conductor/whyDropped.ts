import type { Reason } from '../../model/changeState.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'

type Standing = {
  title: string
  is_draft: boolean
  is_gone: boolean
  set_aside_reason: string | null
}

const tell = (item: Standing | undefined): Reason => {
  if (!item || item.is_gone) {
    return { code: 'ITEM_GONE', message: 'It is no more in the source of its series.' }
  }
  if (item.is_draft) return { code: 'ITEM_DRAFT', message: 'It was made a draft.' }
  if (item.set_aside_reason !== null) {
    return { code: 'ITEM_SET_ASIDE', message: `It was set aside: ${item.set_aside_reason}` }
  }
  return {
    code: 'ITEM_HAS_NO_WAY',
    message:
      'Where it was to go, the series brings it no more: channels were taken out or removed.',
  }
}

/** Why the item with which a flight came back does not fly again. */
export const whyDropped = async (
  db: Db,
  { tenant, item }: { tenant: ID; item: string },
): Promise<{ title: string; reason: Reason }> => {
  const [found] = await rows<Standing>(
    db,
    sql`
      select title, is_draft, gone_at is not null as is_gone,
        case when set_aside_at is not null then coalesce(set_aside_reason, '') end as set_aside_reason
      from postyard_series_items
      where id = ${item}::bigint and tenant = ${String(tenant)}`,
  )
  return { title: found?.title ?? '', reason: tell(found) }
}
