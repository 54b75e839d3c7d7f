import { readFile } from 'node:fs/promises'
import { resolveInstalled } from '../../resolveInstalled.ts'

/** One of the files into which a font package is split: its name and the characters that it is for. */
export type Subset = { name: string; ranges: [number, number][] }

const known = new Map<string, Promise<Subset[]>>()

/** The parts of a font package, from its `unicode.json`. */
export const readSubsets = (name: string): Promise<Subset[]> => {
  const found = known.get(name)
  if (found) return found
  const subsets = readList(name)
  known.set(name, subsets)
  subsets.catch(() => known.delete(name))
  return subsets
}

const readList = async (name: string): Promise<Subset[]> => {
  const unicode = JSON.parse(
    await readFile(resolveInstalled(`${name}/unicode.json`), 'utf8'),
  ) as Record<string, string>
  // Numbered parts stand in brackets in the list, and without in the names of the files.
  return Object.entries(unicode).map(([part, ranges]) => ({
    name: part.replace(/^\[(.*)\]$/, '$1'),
    ranges: readRanges(ranges),
  }))
}

export const isIn = ({ ranges }: Subset, point: number): boolean =>
  ranges.some(([from, to]) => from <= point && point <= to)

/** `U+0102-0103,U+20AB` as pairs of code points. */
const readRanges = (ranges: string): [number, number][] =>
  ranges.split(',').map((range) => {
    const [from = '', to = from] = range.replace('U+', '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
  })
