import { basename, extname, posix } from 'node:path'
import { VFile } from 'vfile'
import { matter } from 'vfile-matter'
import { cut, type FoundItem, longest } from './foundItem.ts'
import { titleOf } from './titleOf.ts'

type Args = {
  /** The folder of the series, relative to the content root, with slashes. */
  folder: string
  /** The name of the file in it. */
  name: string
  content: string
  /** Pictures beside it, by their names without what follows the last dot. */
  pictures: ReadonlyMap<string, string>
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined

const isAddress = (value: string): boolean => /^https?:$/.test(URL.parse(value)?.protocol ?? '')

const isTrue = (value: unknown): boolean => value === true || value === 'true' || value === 'yes'

const taken = ['id', 'title', 'description', 'link', 'url', 'image', 'alt', 'draft']

const refuse = (item: FoundItem, message: string): FoundItem => ({
  ...item,
  refusal: { code: 'ITEM_INVALID', message },
})

/** Where its picture lies: named in its front matter, beside it or by an address, else the one of its own name. */
const imageOf = (given: string | undefined, { folder, pictures }: Args, bare: string) => {
  if (given === undefined || given === '') {
    const own = pictures.get(bare)
    return own === undefined ? null : posix.join(folder, own)
  }
  if (/^https?:\/\//i.test(given)) return given
  const path = posix.normalize(posix.join(folder, given))
  // What lies beside the folder may be another client's.
  return path.startsWith(`${folder}/`) && !posix.isAbsolute(given) ? path : undefined
}

/** What else the front matter says, as JSON; undefined where it is too much, or holds itself. */
const fieldsOf = (front: Record<string, unknown>): Record<string, unknown> | undefined => {
  const more = Object.fromEntries(Object.entries(front).filter(([key]) => !taken.includes(key)))
  try {
    const text = JSON.stringify(more)
    return text.length <= longest.fields ? JSON.parse(text) : undefined
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined
    throw error
  }
}

/** A Markdown file with front matter as an item. One that cannot be read is refused with the reason; it never throws. */
export const readItemFile = (args: Args): FoundItem => {
  const { name, content } = args
  const bare = basename(name, extname(name))
  const item: FoundItem = {
    ...{ key: bare.replace(/^_/, ''), title: titleOf(bare), text: '', link: null, image: null },
    ...{ imageAlt: null, fields: {}, isDraft: name.startsWith('_'), refusal: null },
  }
  const file = new VFile(content)
  try {
    matter(file, { strip: true, yaml: { logLevel: 'error' } })
  } catch (error) {
    const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
    return refuse(item, `The front matter of ${name} cannot be read: ${said}`)
  }
  const front = (file.data.matter ?? {}) as Record<string, unknown>
  if (typeof front !== 'object' || Array.isArray(front)) {
    return refuse(item, `The front matter of ${name} is no list of names and values.`)
  }
  const image = imageOf(textOf(front.image), args, bare)
  const fields = fieldsOf(front)
  const link = textOf(front.link) ?? textOf(front.url) ?? null
  const read: FoundItem = {
    key: cut(textOf(front.id) || item.key, longest.key),
    title: cut(textOf(front.title) || item.title, longest.title),
    text: textOf(front.description) || String(file).trim(),
    link: link === '' ? null : link,
    image: image ?? null,
    imageAlt: textOf(front.alt) || null,
    fields: fields ?? {},
    isDraft: item.isDraft || isTrue(front.draft),
    refusal: null,
  }
  if (fields === undefined) {
    return refuse(read, `The front matter of ${name} says too much, or refers to itself.`)
  }
  if (image === undefined) {
    return refuse(read, `The picture of ${name} lies outside of its folder.`)
  }
  if (read.link !== null && (!isAddress(read.link) || read.link.length > longest.link)) {
    return refuse(read, `The link of ${name} is no whole address that begins with https://.`)
  }
  if (read.text.length > longest.text) {
    return refuse(
      { ...read, text: '' },
      `The text of ${name} is longer than ${longest.text} characters.`,
    )
  }
  return read
}
