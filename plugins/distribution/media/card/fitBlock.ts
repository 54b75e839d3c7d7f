import { createElement, type ReactNode } from 'react'
import type { Font } from 'satori'
import { draw } from './draw.ts'

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
  /** The block at a size. */
  render: (args: { size: number; setting: Setting }) => ReactNode
  /** What must not be broken over lines where a smaller size keeps it whole: each piece on a line of its own. */
  renderUnbroken: (size: number) => ReactNode
}

type Args = { block: Block; fonts: Font[] }

/**
 * The block at the largest whole size between its limits at which it stays within its box; at the smallest, cut, where
 * even that is too large.
 */
export const fitBlock = async ({ block, fonts }: Args): Promise<ReactNode> => {
  const { height, min, render } = block
  const unbroken = await largestUnbroken({ block, fonts })
  const max = Math.max(min, unbroken)
  if (height === 'one line') return render({ size: max, setting: unbroken < min ? 'cut' : 'even' })

  const heightAt = (size: number) => measureHeight({ block, fonts, size })
  const highest = await heightAt(max)
  if (highest <= height) return render({ size: max, setting: 'even' })
  if (max === min || (await heightAt(min)) > height) return render({ size: min, setting: 'cut' })
  let [fits, tooLarge] = [min, max]
  // Text takes the square of its size, which tells where to look first.
  let next = Math.floor(max * Math.sqrt(height / highest))
  while (tooLarge - fits > 1) {
    const size = Math.min(tooLarge - 1, Math.max(fits + 1, next))
    if ((await heightAt(size)) <= height) fits = size
    else tooLarge = size
    next = next === fits ? Math.ceil(fits * 1.06) : Math.floor((fits + tooLarge) / 2)
  }
  return render({ size: fits, setting: 'even' })
}

const measureHeight = async ({ block, fonts, size }: Args & { size: number }) => {
  const { width, render } = block
  const style = { display: 'flex', width }
  const element = createElement('div', { style }, render({ size, setting: 'full' }))
  return (await draw({ element, width, fonts, isMeasured: true })).height
}

/** The width of text grows with its size, so one look is enough. */
const largestUnbroken = async ({ block, fonts }: Args): Promise<number> => {
  const { width, max, renderUnbroken } = block
  const style = { display: 'flex', flexDirection: 'column', alignItems: 'flex-start' } as const
  const column = createElement('div', { key: 'pieces', style }, renderUnbroken(max))
  const element = createElement(
    'div',
    { style: { display: 'flex', alignItems: 'flex-start' } },
    column,
  )
  const { boxes } = await draw({ element, width: width * 100, fonts, isMeasured: true })
  const widest = boxes.find(({ key }) => key === 'pieces')?.width ?? 0
  return widest <= width ? max : Math.floor((max * width) / widest)
}
