import { createElement, type ReactNode } from 'react'
import { draw } from './draw.ts'
import type { Weight } from './fonts/families.ts'
import type { FontShelf } from './fonts/fillShelf.ts'
import { drawWords } from './script/drawWords.tsx'
import { layOut } from './script/layOut.ts'
import type { Type } from './type.ts'

/**
 * How lines are made: broken where they are full, which is quickly measured; as many, but of even length; or cut with an
 * ellipsis, since the block is too long even at its smallest.
 */
export type Setting = 'full' | 'even' | 'cut'

/** A part of a card that shrinks to fit its box. Sizes are those of its letters, in pixels. */
export type Block = {
  width: number
  /** The most that it may take, in pixels. One line takes what it needs. */
  height: number | 'one line'
  max: number
  min: number
  /** The block at a size. Only where a word is too long for a line at any size may words be broken anywhere. */
  render: (args: { size: number; setting: Setting; hasLongWord: boolean; type: Type }) => ReactNode
  /** What must not be broken over lines where a smaller size keeps it whole: each piece on a line of its own. */
  renderUnbroken: (args: { size: number; type: Type }) => ReactNode
  /** What it says, where that is one text and nothing else. */
  words?: Words
}

/** A text and how it is set. Sizes are shares of the letters' own. */
export type Words = {
  text: string
  colour: string
  weight: Weight
  lineHeight: number
  spacing: number
}

type Args = { block: Block; type: Type }

/**
 * The block at the largest whole size between its limits at which it stays within its box; at the smallest, cut, where
 * even that is too large.
 */
export const fitBlock = async ({ block, type }: Args): Promise<ReactNode> => {
  const { height, min, words } = block
  if (words && type.shelf?.isFor(words.text)) return fitWords({ block, words, shelf: type.shelf })
  const unbroken = await largestUnbroken({ block, type })
  const hasLongWord = unbroken < min
  const render = ({ size, setting }: { size: number; setting: Setting }) =>
    block.render({ size, setting, hasLongWord, type })
  const max = Math.max(min, unbroken)
  if (height === 'one line') return render({ size: max, setting: hasLongWord ? 'cut' : 'even' })

  const heightAt = (size: number) => measureHeight({ block, type, size, hasLongWord })
  const highest = await heightAt(max)
  if (highest <= height) return render({ size: max, setting: 'even' })
  // Text takes the square of its size, which tells where to look first; the best size is near by.
  let next = Math.max(min, Math.min(max - 1, Math.floor(max * Math.sqrt(height / highest))))
  let [fits, tooLarge] = [min - 1, max]
  for (let stride = 1; tooLarge - fits > 1; stride *= 2) {
    if ((await heightAt(next)) <= height) fits = next
    else tooLarge = next
    const near = fits === next ? fits + stride : tooLarge - stride
    next = near > fits && near < tooLarge ? near : Math.floor((fits + tooLarge) / 2)
  }
  if (fits < min) return render({ size: min, setting: 'cut' })
  return render({ size: fits, setting: 'even' })
}

type WordsArgs = { block: Block; words: Words; shelf: FontShelf }

/** The same for letters that Satori cannot set. */
const fitWords = ({ block, words, shelf }: WordsArgs): ReactNode => {
  const { width, height, max, min } = block
  const { laid, size } = layOut({
    ...words,
    shelf,
    width,
    height,
    max: Math.round(max),
    min: Math.round(min),
  })
  // A line on its own stands where its neighbours want it, a block at the side where its script begins.
  const wide = height === 'one line' ? undefined : width
  return drawWords({ hb: shelf.hb, laid, size, colour: words.colour, width: wide })
}

type MeasureArgs = Args & { size: number; hasLongWord: boolean }

const measureHeight = async ({ block, type, size, hasLongWord }: MeasureArgs) => {
  const { width, render } = block
  const style = { display: 'flex', width, fontFamily: type.family.name }
  const words = render({ size, setting: 'full', hasLongWord, type })
  const element = createElement('div', { style }, words)
  return (await draw({ element, width, fonts: type.fonts, isMeasured: true })).height
}

/** The width of text grows with its size, so one look is enough. */
const largestUnbroken = async ({ block, type }: Args): Promise<number> => {
  const { width, max, renderUnbroken } = block
  const style = { display: 'flex', flexDirection: 'column', alignItems: 'flex-start' } as const
  const column = createElement('div', { key: 'pieces', style }, renderUnbroken({ size: max, type }))
  const element = createElement(
    'div',
    { style: { display: 'flex', alignItems: 'flex-start', fontFamily: type.family.name } },
    column,
  )
  const { boxes } = await draw({
    element,
    width: width * 100,
    fonts: type.fonts,
    isMeasured: true,
  })
  const widest = boxes.find(({ key }) => key === 'pieces')?.width ?? 0
  return widest <= width ? max : Math.floor((max * width) / widest)
}
