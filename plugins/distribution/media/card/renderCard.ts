import { z } from 'zod'
import { mediaError } from '../mediaError.ts'
import { type Card, type CardSpec, renderedCardSchema } from './cardSpec.ts'
import { composeCard } from './composeCard.ts'
import { type Drawing, draw } from './draw.ts'

export type RenderedCard = { data: Buffer; mimeType: 'image/png'; width: number; height: number }

/**
 * Makes a branded card from its data: the same data, the same bytes. Long text is shrunk within limits, and ends in an
 * ellipsis only where it is too long even at its smallest.
 *
 * @throws `CARD_INVALID` when the data do not fit the template, `CARD_GLYPH_MISSING` with the characters in `missing`
 * when no font can draw them, `MEDIA_UNREADABLE` when the photo or the logo is no picture
 */
export const renderCard = async (spec: CardSpec): Promise<RenderedCard> => {
  const { svg, width, height } = await drawCard(spec)
  const { default: sharp } = await import('sharp')
  const data = await sharp(Buffer.from(svg)).removeAlpha().png().toBuffer()
  return { data, mimeType: 'image/png', width, height }
}

/** The card as SVG, with the boxes of its parts. */
export const drawCard = async (spec: CardSpec): Promise<Drawing> => {
  const parsed = renderedCardSchema.safeParse(spec)
  if (!parsed.success) {
    throw mediaError({
      code: 'CARD_INVALID',
      message: `The card can not be made from these data. ${z.prettifyError(parsed.error)}`,
      cause: parsed.error,
    })
  }
  const card = parsed.data
  const first = await drawWith(card, {})
  // A sign that the families lack though they are for it: another font may have it.
  const drawing = first.missing.length > 0 ? await drawWith(card, { isShelfForAll: true }) : first
  const missing = [...new Set(drawing.missing)]
  if (missing.length > 0) {
    const error = mediaError({
      code: 'CARD_GLYPH_MISSING',
      message: `No font of the card can draw: ${missing.join(' ')}. Write it without ${missing.length > 1 ? 'these characters' : 'this character'}.`,
    })
    throw Object.assign(error, { missing })
  }
  return drawing
}

const drawWith = async (card: Card, options: { isShelfForAll?: boolean }): Promise<Drawing> => {
  const { element, canvas, fonts, missing } = await composeCard(card, options)
  const { width, height } = canvas
  const drawing = await draw({ element, width, height, fonts })
  return { ...drawing, missing: [...missing, ...drawing.missing] }
}
