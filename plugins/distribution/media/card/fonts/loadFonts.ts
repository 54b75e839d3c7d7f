import { readFile } from 'node:fs/promises'
import type { Font } from 'satori'
import { resolveInstalled } from '../../resolveInstalled.ts'
import { type Family, type FontChoice, families, WEIGHTS, type Weight } from './families.ts'
import { isIn, readSubsets, type Subset } from './readSubsets.ts'

type Args = {
  /** Everything that will be drawn. */
  text: string
  choice: FontChoice
}

/**
 * The fonts that Satori needs for a text: the family's Latin part, and each further part (Greek, Cyrillic, Vietnamese, …)
 * of which a character occurs; then the same of Inter, for what the family lacks. The same parts are the same array,
 * which Satori has then parsed already.
 */
export const loadFonts = async ({ text, choice }: Args): Promise<Font[]> => {
  const points = [...new Set(text)].map((character) => character.codePointAt(0) ?? 0)
  const needed = (
    await Promise.all(
      [...new Set<FontChoice>([choice, 'inter'])].map(async (each) => {
        const family = families[each]
        const subsets = await readSubsets(family.package)
        return subsets
          .filter((subset) =>
            subset.name === 'latin' ? each === choice : points.some((point) => isIn(subset, point)),
          )
          .sort((a, b) => Number(b.name === 'latin') - Number(a.name === 'latin'))
          .map((subset) => ({ family, subset }))
      }),
    )
  ).flat()
  const key = needed.map(({ family, subset }) => `${family.files}-${subset.name}`).join(' ')
  const found = sets.get(key)
  if (found) return found
  const set = Promise.all(
    needed.flatMap(({ family, subset }) =>
      WEIGHTS.map((weight) => readFont(family, subset, weight)),
    ),
  )
  sets.set(key, set)
  set.catch(() => sets.delete(key))
  return set
}

const sets = new Map<string, Promise<Font[]>>()

const readFont = async (family: Family, subset: Subset, weight: Weight): Promise<Font> => {
  const file = `${family.package}/files/${family.files}-${subset.name}-${weight}-normal.woff`
  return {
    // Each part is a family of its own: Satori would take one part for the whole of a family.
    name: subset.name === 'latin' ? family.name : `${family.name} ${subset.name}`,
    data: await readFile(resolveInstalled(file)),
    weight,
    style: 'normal',
  }
}
