import type { Canvas } from '../cardFormats.ts'
import type { Box } from './listingLayout.ts'

type Args = {
  canvas: Canvas
  /** The photo stands above the words, or beside them. */
  frame: { width: number; height: number; isAbove: boolean }
  hasPhoto: boolean
  isRightToLeft: boolean
}

/** Where a photo stands that is as wide, or as high, as its card, and where the words have their box beside or below it. */
export const placePhoto = ({ canvas, frame, hasPhoto, isRightToLeft }: Args) => {
  const { width, height } = canvas
  const isAbove = hasPhoto && frame.isAbove
  const isBeside = hasPhoto && !frame.isAbove
  const top = isAbove ? frame.height : canvas.top
  const words: Box = {
    left: isBeside && isRightToLeft ? frame.width : 0,
    top,
    width: isBeside ? width - frame.width : width,
    height: height - top - canvas.bottom,
  }
  const photoLeft = isBeside && !isRightToLeft ? width - frame.width : 0
  return { isAbove, isBeside, words, photoLeft }
}
