import { CARD_FORMATS } from '../card/cardFormats.ts'
import type { CardFormat } from '../card/cardSpec.ts'

/** The format of a card whose proportions are the most like a frame's. */
export const nearestFormat = (frame: { width: number; height: number }): CardFormat => {
  const wanted = Math.log(frame.width / frame.height)
  const distance = (format: CardFormat) => {
    const { width, height } = CARD_FORMATS[format]
    return Math.abs(Math.log(width / height) - wanted)
  }
  const formats = Object.keys(CARD_FORMATS) as CardFormat[]
  return formats.reduce((best, one) => (distance(one) < distance(best) ? one : best))
}
