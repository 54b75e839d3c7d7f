import type { ReactNode } from 'react'
import type { Words } from '../fitBlock.ts'
import type { FontShelf } from '../fonts/fillShelf.ts'
import { drawWords } from './drawWords.tsx'
import { layOut, layOutLine } from './layOut.ts'

type Args = {
  shelf: FontShelf | undefined
  words: Words
  size: number
  /** In pixels; what is longer ends in an ellipsis. */
  width?: number
}

/** A line at a size, where its letters need more than Satori; otherwise undefined. */
export const drawLine = ({ shelf, words, size, width }: Args): ReactNode | undefined => {
  if (!shelf?.isFor(words.text)) return undefined
  const laid =
    width === undefined
      ? layOutLine({ ...words, shelf })
      : layOut({ ...words, shelf, width, height: 'one line', max: size, min: size }).laid
  return drawWords({ hb: shelf.hb, laid, size, colour: words.colour })
}
