import { findUnstorable } from '../../model/findUnstorable.ts'
import type { SeriesMatter } from '../../model/series.ts'

/** An item as its source has it now, in the order in which it is to fly. */
export type FoundItem = {
  /** The same for as long as the item is there. */
  key: string
  title: string
  text: string
  link: string | null
  /** A path relative to the content root, an address, or `media:` and an id. */
  image: string | null
  imageAlt: string | null
  fields: Record<string, unknown>
  isDraft: boolean
  /** Of its picture, so that another one under the same name is a change. */
  stamp?: string
  /** Why it cannot fly as it is. */
  refusal: Omit<SeriesMatter, 'since'> | null
}

/** What a look at a source brought. */
export type SourceRead =
  | {
      kind: 'read'
      items: FoundItem[]
      /** What is not there any more is gone; a feed shows its newest items only, and forgets nothing. */
      isWhole: boolean
      /** What people should know though it was read. */
      notes: string[]
    }
  | { kind: 'unchanged' }
  /** It was there, and is not any more. */
  | { kind: 'gone' }
  /** It cannot be read now, which says nothing of its items. */
  | { kind: 'broken'; code: string; message: string }

/** The longest that is kept of an item's texts, in characters. */
export const longest = { title: 200, text: 50_000, link: 2_000, key: 500, fields: 20_000 } as const

/** So many items of one source are taken at the most. */
export const mostItems = 5_000

/** Cut to so many characters, never within one. */
export const cut = (text: string, most: number): string =>
  text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')

/** An item that no database can keep as it is: refused, under its name. */
const storable = (item: FoundItem): FoundItem => {
  if (findUnstorable(item) === undefined) return item
  const clean = (text: string) => text.toWellFormed().replaceAll('\u0000', '')
  const key = clean(item.key)
  const message = `${key} holds a broken character. Remove it, or type the text again.`
  return {
    ...{ key, title: clean(item.title), text: '', link: null, image: null, imageAlt: null },
    ...{ fields: {}, isDraft: item.isDraft, refusal: { code: 'ITEM_INVALID', message } },
  }
}

/** Of items with one id the first stays; the others are told. */
export const keepFirst = (items: FoundItem[]): { items: FoundItem[]; notes: string[] } => {
  const byKey = new Map<string, FoundItem>()
  const notes: string[] = []
  for (const item of items.map(storable)) {
    if (byKey.has(item.key))
      notes.push(`Two items have the id "${item.key}"; the first one counts.`)
    else byKey.set(item.key, item)
  }
  return { items: [...byKey.values()], notes }
}
