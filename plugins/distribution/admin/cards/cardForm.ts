import { cardLimits } from '../../media/card/cardLimits.ts'

export type CardTemplate = keyof typeof cardLimits

/** One thing that a card shows, as a field of its form. `max` is in characters. */
export type CardField = {
  name: string
  label: string
  hint?: string
  example?: string
  isRequired?: true
} & (
  | { kind: 'line' | 'text'; max: number }
  | { kind: 'list'; max: number; count: number; item: string }
  | { kind: 'day' }
  | { kind: 'photo' }
)

const { listing, quote, announcement, event, product } = cardLimits

const photo: CardField = { name: 'photo', label: 'Picture', kind: 'photo' }

const line = (name: string, label: string, max: number, example?: string): CardField => ({
  name,
  label,
  kind: 'line',
  max,
  ...(example ? { example } : {}),
})

/** What each template is for, and its fields in the order in which they are filled in. The first field is its main one. */
export const cardForms: Record<CardTemplate, { label: string; fields: CardField[] }> = {
  listing: {
    label: 'Listing',
    fields: [
      { ...line('headline', 'Headline', listing.headline), isRequired: true },
      line('location', 'Location', listing.location),
      line('price', 'Price', listing.price, '€ 485,000'),
      {
        name: 'facts',
        label: 'Facts',
        kind: 'list',
        max: listing.facts.each,
        count: listing.facts.count,
        item: 'Fact',
        example: '3 bedrooms, 124 m², terrace',
      },
      photo,
    ],
  },
  quote: {
    label: 'Quote',
    fields: [
      { name: 'text', label: 'What was said', kind: 'text', max: quote.text, isRequired: true },
      line('author', 'By whom', quote.author),
      line('role', 'Who that is', quote.role, 'Tenant since 2019'),
    ],
  },
  announcement: {
    label: 'Announcement',
    fields: [
      { ...line('headline', 'Headline', announcement.headline), isRequired: true },
      line('eyebrow', 'Above the headline', announcement.eyebrow, 'New'),
      { name: 'text', label: 'Text', kind: 'text', max: announcement.text },
      line('when', 'When', announcement.when),
      line('where', 'Where', announcement.where),
      line('action', 'Button', announcement.action, 'Book a visit'),
      photo,
    ],
  },
  event: {
    label: 'Event',
    fields: [
      { ...line('headline', 'Headline', event.headline), isRequired: true },
      { name: 'date', label: 'Day', kind: 'day' },
      line('time', 'Time', event.time, 'Sunday, 10:00 to 16:00'),
      line('where', 'Where', event.where),
      { name: 'text', label: 'Text', kind: 'text', max: event.text },
      line('entry', 'Entry', event.entry, 'Free'),
      line('action', 'Button', event.action, 'Book a place'),
      photo,
    ],
  },
  product: {
    label: 'Product',
    fields: [
      { ...line('name', 'Name', product.name), isRequired: true },
      line('price', 'Price', product.price, '€ 129'),
      { ...line('was', 'Price before', product.was), hint: 'It is struck out.' },
      line('badge', 'Badge', product.badge, 'New'),
      {
        name: 'points',
        label: 'What speaks for it',
        kind: 'list',
        max: product.points.each,
        count: product.points.count,
        item: 'Point',
      },
      line('action', 'Button', product.action, 'Order now'),
      photo,
    ],
  },
}

export const templateNames = Object.keys(cardForms) as CardTemplate[]
