import type { CardTemplate } from './cardSpec.ts'
import type { Template } from './template.ts'
import { announcement } from './templates/announcement.tsx'
import { event } from './templates/event.tsx'
import { listing } from './templates/listing.tsx'
import { product } from './templates/product.tsx'
import { quote } from './templates/quote.tsx'

/** Every kind of card, under the name that its spec bears. */
export const templates: { [Name in CardTemplate]: Template<Name> } = {
  listing,
  quote,
  announcement,
  event,
  product,
}
