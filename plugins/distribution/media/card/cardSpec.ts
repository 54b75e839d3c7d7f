import { z } from 'zod'

/** Shapes of a card, in the pixels of `CARD_FORMATS`. */
export const cardFormat = z.enum(['square', 'portrait', 'landscape', 'story'])
export type CardFormat = z.infer<typeof cardFormat>

const text = (max: number) => z.string().trim().min(1).max(max)

/** Who speaks: the tenant's name, main colour and logo. `picture` says how a file is named. */
export const brandSchema = <Picture extends z.ZodType>(picture: Picture) =>
  z.object({
    name: text(60),
    /** `#1d6f8a` */
    colour: z
      .string()
      .regex(/^#[0-9a-fA-F]{6}$/, 'Give the colour as # and six digits, like #1d6f8a.'),
    logo: picture.optional(),
  })

const listingData = <Picture extends z.ZodType>(picture: Picture) =>
  z.object({
    headline: text(120),
    /** As it is to be read: "€ 485,000", "from 1,200 a month". */
    price: text(40).optional(),
    /** "3 bedrooms", "124 m²", "terrace" */
    facts: z.array(text(28)).max(4).default([]),
    location: text(80).optional(),
    photo: picture.optional(),
  })

const quoteData = () =>
  z.object({
    text: text(400),
    author: text(60).optional(),
    /** What the author is: "Tenant since 2019". */
    role: text(80).optional(),
  })

const announcementData = <Picture extends z.ZodType>(picture: Picture) =>
  z.object({
    headline: text(120),
    /** A word above the headline: "Open house", "New". */
    eyebrow: text(40).optional(),
    text: text(300).optional(),
    when: text(60).optional(),
    where: text(80).optional(),
    /** What the reader may do: "Book a visit". */
    action: text(40).optional(),
    photo: picture.optional(),
  })

type Args<Picture extends z.ZodType, Extra extends z.ZodRawShape> = {
  /** How a file is named: by a media id in a post, by its bytes when it is rendered. */
  picture: Picture
  /** What a card has besides its template, format and data. */
  extra: Extra
}

/** Cards of each template, with their data. One entry for each template. */
export const cardSchema = <Picture extends z.ZodType, Extra extends z.ZodRawShape>({
  picture,
  extra,
}: Args<Picture, Extra>) =>
  z.discriminatedUnion('template', [
    z.object({
      ...extra,
      template: z.literal('listing'),
      format: cardFormat,
      data: listingData(picture),
    }),
    z.object({ ...extra, template: z.literal('quote'), format: cardFormat, data: quoteData() }),
    z.object({
      ...extra,
      template: z.literal('announcement'),
      format: cardFormat,
      data: announcementData(picture),
    }),
  ])

const bytes = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array,
  'Give the bytes of a file.',
)

/** A card as it is rendered: files by their bytes. */
export const renderedCardSchema = cardSchema({
  picture: bytes,
  extra: { brand: brandSchema(bytes) },
})

export type CardSpec = z.input<typeof renderedCardSchema>
export type Card = z.output<typeof renderedCardSchema>
export type CardTemplate = Card['template']
/** The data of one template. */
export type CardData<Template extends CardTemplate> = Extract<Card, { template: Template }>['data']
export type CardBrand = Card['brand']
