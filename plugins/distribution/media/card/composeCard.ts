import { createElement, type ReactElement } from 'react'
import type { Font } from 'satori'
import { CARD_FORMATS, type Canvas } from './cardFormats.ts'
import type { Card, CardTemplate } from './cardSpec.ts'
import { fitBlock } from './fitBlock.ts'
import { families, fontChoices } from './fonts/families.ts'
import { fillShelf } from './fonts/fillShelf.ts'
import { loadFonts } from './fonts/loadFonts.ts'
import { makePalette } from './palette.ts'
import { containLogo, coverPhoto } from './preparePicture.ts'
import { drawLine } from './script/drawLine.ts'
import { isRightToLeft } from './script/findLevels.ts'
import type { Template, TemplateArgs } from './template.ts'
import { templates } from './templates.ts'

/** A card with every size found, ready to be drawn. `missing` are characters that no font has. */
export type ComposedCard = {
  element: ReactElement
  canvas: Canvas
  fonts: Font[]
  missing: string[]
}

type Options = {
  /** Every text is set as those are that Satori cannot set, as when it has found letters missing. @default false */
  isShelfForAll?: boolean
}

/**
 * Makes a card's pictures and words ready, and finds the size of each text at which it fits.
 *
 * @throws `MEDIA_UNREADABLE` when the photo or the logo is no picture
 */
export const composeCard = async (
  card: Card,
  { isShelfForAll = false }: Options = {},
): Promise<ComposedCard> => {
  const template = templates[card.template] as Template<CardTemplate>
  const canvas = CARD_FORMATS[card.format]
  const photoSize = template.photoSize(card.format)
  const photoBytes = 'photo' in card.data ? card.data.photo : undefined
  const { brand, lang } = card
  const texts = wordsOf(card, template)
  const choice = brand.font ?? fontChoices[0]
  // The photo is made ready by other threads while the words find their sizes.
  const preparing =
    photoBytes && photoSize ? coverPhoto({ picture: photoBytes, ...sizeOf(photoSize) }) : undefined
  preparing?.catch(() => undefined)
  const [fonts, { shelf, missing }, logo] = await Promise.all([
    loadFonts({ text: `${texts.join(' ')}…`, choice }),
    fillShelf({ texts, choice, lang, isForAll: isShelfForAll }),
    brand.logo && containLogo({ picture: brand.logo }),
  ])
  const type = { family: families[choice], fonts, shelf }
  const args: TemplateArgs<CardTemplate> = {
    format: card.format,
    canvas,
    palette: makePalette(brand.colour, brand.second),
    brand: {
      name: brand.name,
      logo,
      drawLine: ({ size, width, ...words }) =>
        drawLine({ shelf, words: { ...words, lineHeight: 1.4, spacing: 0 }, size, width }),
    },
    isRightToLeft: isRightToLeft(template.voice(card.data)),
    lang,
    data: card.data,
  }
  const blocks = Object.entries(template.blocks({ ...args, hasPhoto: preparing !== undefined }))
  const fitted = await Promise.all(
    blocks.map(
      async ([name, block]) => [name, block && (await fitBlock({ block, type }))] as const,
    ),
  )
  const cardElement = template.render({
    ...args,
    photo: await preparing,
    fitted: Object.fromEntries(fitted),
  })
  const style = { display: 'flex', fontFamily: type.family.name }
  return { element: createElement('div', { style }, cardElement), canvas, fonts, missing }
}

const sizeOf = ({ width, height }: { width: number; height: number }) => ({ width, height })

/** Every text that may be drawn. */
const wordsOf = ({ brand, data, lang }: Card, template: Template<CardTemplate>): string[] =>
  [brand.name, ...Object.values(data).flat(), ...(template.moreWords?.(data, lang) ?? [])].filter(
    (value) => typeof value === 'string',
  )
