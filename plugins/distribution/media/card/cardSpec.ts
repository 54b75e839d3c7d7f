import { z } from 'zod'
import { cardLimits } from './cardLimits.ts'
import { fontChoices } from './fonts/families.ts'

/** Shapes of a card, in the pixels of `CARD_FORMATS`. */
export const cardFormat = z.enum(['square', 'portrait', 'landscape', 'story'])
export type CardFormat = z.infer<typeof cardFormat>

const text = (max: number) => z.string().trim().min(1).max(max)

const list = ({ count, each }: { count: number; each: number }) =>
  z.array(text(each)).max(count).default([])

const { listing, quote, announcement, event, product } = cardLimits

const colour = z
  .string()
  .regex(/^#[0-9a-fA-F]{6}$/, 'Give the colour as # and six digits, like #1d6f8a.')

/** Who speaks: the tenant's name, colours, letters and logo. `picture` says how a file is named. */
export const brandSchema = <Picture extends z.ZodType>(picture: Picture) =>
  z.object({
    name: text(60),
    /** `#1d6f8a` */
    colour,
    /** For prices, buttons and badges; without it they have the main colour. */
    second: colour.optional(),
    font: z.enum(fontChoices).optional(),
    logo: picture.optional(),
  })

const listingData = <Picture extends z.ZodType>(picture: Picture) =>
  z.object({
    headline: text(listing.headline),
    /** As it is to be read: "€ 485,000", "from 1,200 a month". */
    price: text(listing.price).optional(),
    /** "3 bedrooms", "124 m²", "terrace" */
    facts: list(listing.facts),
    location: text(listing.location).optional(),
    photo: picture.optional(),
  })

const quoteData = () =>
  z.object({
    text: text(quote.text),
    author: text(quote.author).optional(),
    /** What the author is: "Tenant since 2019". */
    role: text(quote.role).optional(),
  })

const announcementData = <Picture extends z.ZodType>(picture: Picture) =>
  z.object({
    headline: text(announcement.headline),
    /** A word above the headline: "Open house", "New". */
    eyebrow: text(announcement.eyebrow).optional(),
    text: text(announcement.text).optional(),
    when: text(announcement.when).optional(),
    where: text(announcement.where).optional(),
    /** What the reader may do: "Book a visit". */
    action: text(announcement.action).optional(),
    photo: picture.optional(),
  })

const eventData = <Picture extends z.ZodType>(picture: Picture) =>
  z.object({
    headline: text(event.headline),
    /** The day, which stands as on the leaf of a calendar: `2026-12-06`. */
    date: z.iso.date('Give the day as year, month and day, like 2026-12-06.').optional(),
    /** "Sunday, 10:00 to 16:00" */
    time: text(event.time).optional(),
    where: text(event.where).optional(),
    text: text(event.text).optional(),
    /** What it costs to come in: "Free", "12 €". */
    entry: text(event.entry).optional(),
    /** What the reader may do: "Book a place". */
    action: text(event.action).optional(),
    photo: picture.optional(),
  })

const productData = <Picture extends z.ZodType>(picture: Picture) =>
  z.object({
    name: text(product.name),
    /** As it is to be read: "€ 129". */
    price: text(product.price).optional(),
    /** What it cost before, which is struck out. */
    was: text(product.was).optional(),
    /** On a plate upon the photo: "New", "−20 %". */
    badge: text(product.badge).optional(),
    /** What speaks for it, in a few words each. */
    points: list(product.points),
    /** What the reader may do: "Order now". */
    action: text(product.action).optional(),
    photo: picture.optional(),
  })

type Args<Picture extends z.ZodType, Extra extends z.ZodRawShape> = {
  /** How a file is named: by a media id in a post, by its bytes when it is rendered. */
  picture: Picture
  /** What a card has besides its template, format, language and data. */
  extra: Extra
}

const isLanguage = (tag: string): boolean => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

/** BCP 47: it decides the forms of letters that languages draw differently, and the names of months. */
const lang = z
  .string()
  .max(35)
  .refine(isLanguage, 'Give the language by its code, like ja or zh-Hant.')
  .optional()

/** Cards of each template, with their data. One entry for each template. */
export const cardSchema = <Picture extends z.ZodType, Extra extends z.ZodRawShape>({
  picture,
  extra,
}: Args<Picture, Extra>) => {
  const card = <Template extends string, Data extends z.ZodType>(template: Template, data: Data) =>
    z.object({ ...extra, template: z.literal(template), format: cardFormat, lang, data })
  return z.discriminatedUnion('template', [
    card('listing', listingData(picture)),
    card('quote', quoteData()),
    card('announcement', announcementData(picture)),
    card('event', eventData(picture)),
    card('product', productData(picture)),
  ])
}

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
