import type { Overlay } from './claim.ts'

/** An intro or outro as it was chosen. */
export type Wanted = {
  kind: Overlay['kind'] | 'none'
  seconds: number
  placement: 'own_frames' | 'superimposed'
  headline: string
  /** A picture that was chosen anew. */
  image: string | undefined
}

/**
 * An intro or outro as the API takes it; null takes it away. What was not chosen anew stays: its picture, and what else a
 * card says than its headline.
 */
export const makeOverlay = (wanted: Wanted, known: Overlay | undefined): object | null => {
  const { kind, seconds, placement, headline, image } = wanted
  if (kind === 'none') return null
  const shared = { ...(known?.kind === kind ? known : {}), kind, seconds, placement }
  if (kind === 'image') return image === undefined ? shared : { ...shared, image }
  if (kind === 'clip') return shared
  const card = known?.kind === 'card' ? known.card : { template: 'announcement', format: 'story' }
  return { ...shared, card: { ...card, data: { ...known?.card?.data, headline: headline.trim() } } }
}
