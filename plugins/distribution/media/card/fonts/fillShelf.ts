import { guessHan } from '../script/guessHan.ts'
import { type FontChoice, families, WEIGHTS, type Weight } from './families.ts'
import { type Harf, loadHarfbuzz } from './harfbuzz.ts'
import type { OpenFont } from './openFont.ts'
import { isEmoji, pickFont } from './pickFont.ts'
import { isIn, readSubsets } from './readSubsets.ts'

/** The fonts of a card whose words Satori alone cannot set, open and at hand. */
export type FontShelf = {
  hb: Harf
  choice: FontChoice
  /** BCP 47, where somebody has said. */
  lang?: string
  /** True for a text with letters or signs that need more than Satori. */
  isFor: (text: string) => boolean
  fontOf: (grapheme: string, weight: Weight) => OpenFont | undefined
}

type Args = {
  /** All the words of the card. */
  texts: string[]
  choice: FontChoice
  lang?: string
  /** Every text is for the shelf, as when Satori has found letters missing. */
  isForAll?: boolean
}

/** Opens what a card needs. Undefined where Satori can set all of it. `missing` are the characters that no font has. */
export const fillShelf = async (
  args: Args,
): Promise<{ shelf: FontShelf | undefined; missing: string[] }> => {
  const { choice, lang, isForAll = false } = args
  const texts = args.texts.flatMap((text) => [text, text.toUpperCase()])
  const plain = await plainOf(texts, choice)
  const isFor = (text: string) =>
    isForAll || graphemesOf(text).some(({ segment }) => !plain.has(segment))
  const needed = texts.filter(isFor)
  if (needed.length === 0) return { shelf: undefined, missing: [] }
  const han = guessHan({ text: texts.join(' '), lang })
  const found = new Map<string, OpenFont>()
  const missing = new Set<string>()
  const graphemes = new Set(graphemesOf(`${needed.join('')}…`).map(({ segment }) => segment))
  await Promise.all(
    [...graphemes].flatMap((grapheme) =>
      WEIGHTS.map(async (weight) => {
        const font = await pickFont({ grapheme, weight, choice, han })
        if (font) found.set(`${weight} ${grapheme}`, font)
        else missing.add(grapheme)
      }),
    ),
  )
  const fontOf = (grapheme: string, weight: Weight) => found.get(`${weight} ${grapheme}`)
  const hb = await loadHarfbuzz()
  return { shelf: { hb, choice, lang, isFor, fontOf }, missing: [...missing] }
}

/** Characters that Satori sets as well as anybody: letters from left to right that the families are for. */
const plainOf = async (texts: string[], choice: FontChoice): Promise<Set<string>> => {
  const packages = [families[choice].package, families.inter.package]
  const subsets = (await Promise.all(packages.map(readSubsets))).flat()
  const all = new Set(texts.flatMap((text) => graphemesOf(text).map(({ segment }) => segment)))
  const isPlain = (grapheme: string) =>
    !isEmoji(grapheme) &&
    [...grapheme].every((character) => {
      const point = character.codePointAt(0) ?? 0
      return subsets.some((subset) => isIn(subset, point))
    })
  return new Set([...all].filter(isPlain))
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** A text by characters as people count them. */
export const graphemesOf = (text: string): Intl.SegmentData[] => [...segmenter.segment(text)]
