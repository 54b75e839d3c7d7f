import { readFile } from 'node:fs/promises'
import type { Font } from 'satori'
import { resolveInstalled } from '../resolveInstalled.ts'

/** The family in which cards are set; what it lacks is looked for in the packages after it. */
export const FAMILY = 'Inter'
/** The weights that templates may use. */
export const WEIGHTS = [400, 600, 800] as const

const PACKAGES = [{ family: FAMILY, name: '@fontsource/inter', files: 'inter' }]

type Subset = { family: string; files: string; ranges: [number, number][] }

type Args = {
  /** Everything that will be drawn. */
  text: string
}

/**
 * The fonts that a text needs, read from font packages: the family's Latin part, and each further part (Greek,
 * Cyrillic, Vietnamese, …) of which a character occurs. The same parts are the same array, which satori has then
 * parsed already.
 */
export const loadFonts = async ({ text }: Args): Promise<Font[]> => {
  subsets ??= readSubsets()
  const points = new Set([...text].map((character) => character.codePointAt(0) ?? 0))
  const needed = (await subsets).filter(
    ({ ranges }, index) =>
      index === 0 ||
      ranges.some(([from, to]) => [...points].some((point) => from <= point && point <= to)),
  )
  const key = needed.map(({ files }) => files).join(' ')
  const known = sets.get(key)
  if (known) return known
  const set = Promise.all(
    needed.flatMap((subset) => WEIGHTS.map((weight) => readFont(subset, weight))),
  )
  sets.set(key, set)
  set.catch(() => sets.delete(key))
  return set
}

let subsets: Promise<Subset[]> | undefined
const sets = new Map<string, Promise<Font[]>>()

const readSubsets = async (): Promise<Subset[]> => {
  const lists = await Promise.all(
    PACKAGES.map(async ({ family, name, files }) => {
      const unicode = JSON.parse(
        await readFile(resolveInstalled(`${name}/unicode.json`), 'utf8'),
      ) as Record<string, string>
      return Object.entries(unicode).map(([subset, ranges]) => ({
        // Each part is a family of its own: satori would take one part for the whole of a family.
        family: subset === 'latin' ? family : `${family} ${subset}`,
        files: `${name}/files/${files}-${subset}`,
        ranges: readRanges(ranges),
      }))
    }),
  )
  return lists.flat().sort((a, b) => Number(b.family === FAMILY) - Number(a.family === FAMILY))
}

const readFont = async (
  { family, files }: Subset,
  weight: (typeof WEIGHTS)[number],
): Promise<Font> => ({
  name: family,
  data: await readFile(resolveInstalled(`${files}-${weight}-normal.woff`)),
  weight,
  style: 'normal',
})

/** `U+0102-0103,U+20AB` as pairs of code points. */
const readRanges = (ranges: string): [number, number][] =>
  ranges.split(',').map((range) => {
    const [from = '', to = from] = range.replace('U+', '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
  })
