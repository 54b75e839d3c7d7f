import { z } from 'zod'
import { mediaError } from '../mediaError.ts'
import { CARD_FORMATS } from './cardFormats.ts'
import { type Card, type CardSpec, type CardTemplate, renderedCardSchema } from './cardSpec.ts'
import { type Drawing, draw } from './draw.ts'
import { fitBlock } from './fitBlock.ts'
import { loadFonts } from './loadFonts.ts'
import { makePalette } from './palette.ts'
import { containLogo, coverPhoto } from './preparePicture.ts'
import type { Template } from './template.ts'
import { templates } from './templates.ts'

export type RenderedCard = { data: Buffer; mimeType: 'image/png'; width: number; height: number }

/**
 * Makes a branded card from its data: the same data, the same bytes. Long text is shrunk within limits, and ends in an
 * ellipsis only where it is too long even at its smallest.
 *
 * @throws `CARD_INVALID` when the data do not fit the template, `CARD_GLYPH_MISSING` when no font can draw a character,
 * `MEDIA_UNREADABLE` when the photo or the logo is no picture
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
  const drawing = await drawWith(templates[card.template] as Template<CardTemplate>, card)
  if (drawing.missing.length > 0) {
    throw mediaError({
      code: 'CARD_GLYPH_MISSING',
      message: `No font of the card can draw: ${[...new Set(drawing.missing)].join(' ')}. Write it without these characters.`,
    })
  }
  return drawing
}

const drawWith = async (template: Template<CardTemplate>, card: Card): Promise<Drawing> => {
  const canvas = CARD_FORMATS[card.format]
  const photoSize = template.photoSize(card.format)
  const photoBytes = 'photo' in card.data ? card.data.photo : undefined
  const [fonts, logo, photo] = await Promise.all([
    loadFonts({ text: wordsOf(card) }),
    card.brand.logo && containLogo({ picture: card.brand.logo }),
    photoBytes &&
      photoSize &&
      coverPhoto({ picture: photoBytes, width: photoSize.width, height: photoSize.height }),
  ])
  const args = {
    format: card.format,
    canvas,
    palette: makePalette(card.brand.colour),
    brand: { name: card.brand.name, logo },
    data: card.data,
  }
  const blocks = Object.entries(template.blocks({ ...args, hasPhoto: Boolean(photo) }))
  const fitted = await Promise.all(
    blocks.map(
      async ([name, block]) => [name, block && (await fitBlock({ block, fonts }))] as const,
    ),
  )
  const element = template.render({
    ...args,
    photo: photo || undefined,
    fitted: Object.fromEntries(fitted),
  })
  return draw({ element, width: canvas.width, height: canvas.height, fonts })
}

/** Every character that may be drawn, and the ellipsis. */
const wordsOf = ({ brand, data }: Card) =>
  `${[brand.name, ...Object.values(data).flat()].filter((value) => typeof value === 'string').join(' ')}…`
