import { createElement, type ReactNode } from 'react'
import type { Font } from 'satori'
import { draw } from './draw.ts'

/** A part of a card that shrinks to fit its box. Sizes are those of its letters, in pixels. */
export type Block = {
  width: number
  height: number
  max: number
  min: number
  /** The block at a size. `isCut`: it is too long even so, and ends in an ellipsis. */
  render: (args: { size: number; isCut: boolean }) => ReactNode
  /** What must not be broken over lines where a smaller size keeps it whole: each piece on a line of its own. */
  renderUnbroken: (size: number) => ReactNode
}

type Args = { block: Block; fonts: Font[] }

/**
 * The block at the largest whole size between its limits at which it stays within its box; at the smallest, cut, where
 * even that is too large.
 */
export const fitBlock = async ({ block, fonts }: Args): Promise<ReactNode> => {
  const { width, height, min, render } = block
  const fitsAt = async (size: number) => {
    const element = createElement(
      'div',
      { style: { display: 'flex', width } },
      render({ size, isCut: false }),
    )
    return (await draw({ element, width, fonts })).height <= height
  }
  const max = Math.max(min, await largestUnbroken({ block, fonts }))
  if (await fitsAt(max)) return render({ size: max, isCut: false })
  if (max === min || !(await fitsAt(min))) return render({ size: min, isCut: true })
  let [fits, tooLarge] = [min, max]
  while (tooLarge - fits > 1) {
    const middle = Math.floor((fits + tooLarge) / 2)
    if (await fitsAt(middle)) fits = middle
    else tooLarge = middle
  }
  return render({ size: fits, isCut: false })
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
  const { boxes } = await draw({ element, width: width * 100, fonts })
  const widest = boxes.find(({ key }) => key === 'pieces')?.width ?? 0
  return widest <= width ? max : Math.floor((max * width) / widest)
}
