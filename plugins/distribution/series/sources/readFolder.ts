import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { codeOf, isNotThere } from './fileFault.ts'
import { type FoundItem, keepFirst, mostItems, type SourceRead } from './foundItem.ts'
import { readItemFile } from './readItemFile.ts'

/** So large one file may be, in bytes, and so much all texts of a folder together, in characters. */
const mostBytes = 1024 ** 2
const mostText = 16 * 1024 ** 2

/** How the names of items' files end. */
export const textEndings = ['.md', '.markdown']

const pictureEndings = ['.png', '.jpg', '.jpeg', '.webp', '.gif', '.avif']

const unreadable = (message: string): SourceRead => ({
  kind: 'broken',
  code: 'FOLDER_UNREADABLE',
  message,
})

/**
 * The real path of a folder below the content root; undefined where it is not there, or a link leads out of the root.
 *
 * @throws the system's own error where the root itself cannot be read
 */
export const openFolder = async (
  contentRoot: string,
  path: string,
): Promise<string | undefined> => {
  const root = await realpath(contentRoot)
  try {
    const folder = await realpath(join(root, path))
    const isInside = folder.startsWith(root + sep)
    return isInside && (await stat(folder)).isDirectory() ? folder : undefined
  } catch (error) {
    if (isNotThere(error)) return undefined
    throw error
  }
}

const byName = new Intl.Collator('en', { numeric: true }).compare

/** What a file says, or why it cannot be read; undefined where it went meanwhile. */
const readContent = async (
  file: string,
): Promise<{ content?: string; flaw?: string } | undefined> => {
  try {
    const { size } = await stat(file)
    if (size > mostBytes) return { flaw: 'is larger than 1 MB' }
    return { content: await readFile(file, 'utf8') }
  } catch (error) {
    return isNotThere(error) ? undefined : { flaw: `cannot be read (${codeOf(error)})` }
  }
}

/** What tells a picture from another one of its name; each is looked at once. */
const createStamps = (contentRoot: string) => {
  const known = new Map<string, string | undefined>()
  return async (image: string | null): Promise<{ stamp?: string }> => {
    if (image === null || /^https?:/i.test(image)) return {}
    if (!known.has(image)) {
      // One that cannot be looked at is told when its item flies.
      const found = await stat(join(contentRoot, image)).catch(() => undefined)
      known.set(image, found && `${found.size} ${found.mtimeMs}`)
    }
    const stamp = known.get(image)
    return stamp === undefined ? {} : { stamp }
  }
}

/** The items of a folder: its Markdown files, in the order of their names. It never throws. */
export const readFolder = async (args: {
  contentRoot: string | undefined
  /** Relative to the content root. */
  path: string
}): Promise<SourceRead> => {
  const { contentRoot, path } = args
  if (contentRoot === undefined) {
    return unreadable(
      'This installation has no content folder. Set CONTENT_ROOT, or take another source.',
    )
  }
  try {
    const folder = await openFolder(contentRoot, path)
    if (folder === undefined) return { kind: 'gone' }
    // Without the mark a bundler takes all files of the project for what may be read here.
    const entries = await readdir(/* turbopackIgnore: true */ folder, { withFileTypes: true })
    const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
    const files = names
      .filter((name) => textEndings.includes(extname(name).toLowerCase()))
      .sort(byName)
    const pictures = new Map(
      names
        .filter((name) => pictureEndings.includes(extname(name).toLowerCase()))
        .map((name) => [name.slice(0, -extname(name).length), name]),
    )
    const notes =
      files.length > mostItems
        ? [`It holds ${files.length} items; only the first ${mostItems} are taken.`]
        : []
    const items: FoundItem[] = []
    const stampOf = createStamps(contentRoot)
    let room = mostText
    for (const name of files.slice(0, mostItems)) {
      const read = await readContent(join(/* turbopackIgnore: true */ folder, name))
      if (read === undefined) continue
      const item = readItemFile({ folder: path, name, pictures, content: read.content ?? '' })
      room -= item.text.length
      if (room < 0) {
        notes.push(
          `Its texts are too long to be kept; ${name} and what comes after it is left out.`,
        )
        break
      }
      const refusal =
        read.flaw === undefined
          ? item.refusal
          : { code: 'ITEM_INVALID', message: `${name} ${read.flaw}.` }
      items.push({ ...item, ...(await stampOf(item.image)), refusal })
    }
    const kept = keepFirst(items)
    return { kind: 'read', isWhole: true, items: kept.items, notes: [...notes, ...kept.notes] }
  } catch (error) {
    return unreadable(
      `The folder "${path}" cannot be read (${codeOf(error)}). See that it is there and may be read by Postyard; what was read before still flies.`,
    )
  }
}
