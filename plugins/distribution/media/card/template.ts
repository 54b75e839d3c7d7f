import type { ReactElement, ReactNode } from 'react'
import type { Canvas } from './cardFormats.ts'
import type { CardData, CardFormat, CardTemplate } from './cardSpec.ts'
import type { Block } from './fitBlock.ts'
import type { Weight } from './fonts/families.ts'
import type { Palette } from './palette.ts'

/** A picture that is ready to be embedded, with its size on the card in pixels. */
export type Picture = { src: string; width: number; height: number }

/** What every template is given besides its data. */
export type Look = {
  format: CardFormat
  canvas: Canvas
  palette: Palette
  /** `drawLine` gives a line as a picture where Satori cannot set its letters, otherwise undefined. */
  brand: {
    name: string
    logo?: Picture
    drawLine: (line: {
      text: string
      colour: string
      weight: Weight
      size: number
      width: number
    }) => ReactNode | undefined
  }
  /** The card is read from right to left, and stands the other way round. */
  isRightToLeft: boolean
  lang?: string
}

export type TemplateArgs<Template extends CardTemplate> = Look & { data: CardData<Template> }

/**
 * One kind of card: a pure function of its data in three steps, so that the sizes of its letters can be found between
 * the second and the third.
 */
export type Template<Name extends CardTemplate> = {
  /** The size at which the photo is wanted, which is cropped to it. Null: the template shows none in this format. */
  photoSize: (format: CardFormat) => { width: number; height: number } | null
  /** The words that say in which direction the card is read. */
  voice: (data: CardData<Name>) => string
  /** Words that are not in the data, such as the name of a month. */
  moreWords?: (data: CardData<Name>, lang: string | undefined) => string[]
  /** The parts that shrink to fit, by name. */
  blocks: (args: TemplateArgs<Name> & { hasPhoto: boolean }) => Record<string, Block | undefined>
  /** The card. `fitted` holds the blocks at the sizes at which they fit. */
  render: (
    args: TemplateArgs<Name> & { photo?: Picture; fitted: Record<string, ReactNode> },
  ) => ReactElement
}
