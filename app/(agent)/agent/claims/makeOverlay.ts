import { cardLimits } from '../../../../plugins/distribution/media/card/cardLimits.ts'
import type { Overlay } from './claim.ts'

/** An intro or outro as it was chosen. */
export type Wanted = {
  kind: Overlay['kind'] | 'none'
  seconds: number
  placement: 'own_frames' | 'superimposed'
  /** What a card says first. */
  words: string
  /** A picture that was chosen anew. */
  image: string | undefined
}

/** Under which name each template has what it says first, and how long that may be. */
const wordsAt = (template: string | undefined): { name: string; most: number } => {
  if (template === 'quote') return { name: 'text', most: cardLimits.quote.text }
  if (template === 'product') return { name: 'name', most: cardLimits.product.name }
  return { name: 'headline', most: cardLimits.announcement.headline }
}

/** What a card says first, of whatever template it is; and the most characters that it may have. */
export const wordsOfCard = (card: Overlay['card']): { words: string; most: number } => {
  const { name, most } = wordsAt(card?.template)
  const words = card?.data?.[name]
  return { words: typeof words === 'string' ? words : '', most }
}

/**
 * An intro or outro as the API takes it; null takes it away. What was not chosen anew stays: its picture, and what else a
 * card says.
 */
export const makeOverlay = (wanted: Wanted, known: Overlay | undefined): object | null => {
  const { kind, seconds, placement, words, image } = wanted
  if (kind === 'none') return null
  const shared = { ...(known?.kind === kind ? known : {}), kind, seconds, placement }
  if (kind === 'image') return image === undefined ? shared : { ...shared, image }
  if (kind === 'clip') return shared
  const card =
    known?.kind === 'card' && known.card
      ? known.card
      : { template: 'announcement', format: 'story', data: {} }
  const { name } = wordsAt(card.template)
  return { ...shared, card: { ...card, data: { ...card.data, [name]: words.trim() } } }
}
