import type { CardFormat } from '../../media/card/cardSpec.ts'
import { type CardTemplate, cardForms, templateNames } from './cardForm.ts'

/** A card as it stands in the field of a post. */
export type CardValue = {
  kind: 'card'
  template: CardTemplate
  format: CardFormat
  lang?: string
  /** Only where a program has given it one of its own. */
  brand?: unknown
  data: Record<string, unknown>
}

export const emptyCard: CardValue = {
  kind: 'card',
  template: 'listing',
  format: 'square',
  data: {},
}

/** The value of the field where it is a card of a template that is known; otherwise undefined. */
export const readCard = (value: unknown): CardValue | undefined => {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined
  const card = value as Partial<CardValue>
  const isKnown = card.template !== undefined && templateNames.includes(card.template)
  if (card.kind !== 'card' || !isKnown || typeof card.data !== 'object') return undefined
  return card as CardValue
}

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** The card without what is empty, as it is stored. */
export const tidyCard = (card: CardValue): CardValue => {
  const data = Object.entries(card.data)
    .map(([name, value]) => [
      name,
      Array.isArray(value) ? value.filter((one) => !isEmpty(one)) : value,
    ])
    .filter(([, value]) => !isEmpty(value))
  const { lang, ...rest } = card
  return { ...rest, ...(lang ? { lang } : {}), data: Object.fromEntries(data) }
}

/** The same card by another template: its main text, and whatever else both of them have. */
export const changeTemplate = (card: CardValue, template: CardTemplate): CardValue => {
  const from = cardForms[card.template].fields
  const to = cardForms[template].fields
  const [mainFrom, mainTo] = [from[0]?.name ?? '', to[0]?.name ?? '']
  const kept = to.flatMap(({ name, kind }) => {
    const old = from.find((field) => field.name === name && field.kind === kind)
    return old && old.name !== mainFrom && name !== mainTo ? [[name, card.data[name]]] : []
  })
  const data = { ...Object.fromEntries(kept), [mainTo]: card.data[mainFrom] }
  return tidyCard({ ...card, template, data })
}

/** False until what the template cannot do without is there. */
export const isFilled = ({ template, data }: CardValue): boolean =>
  cardForms[template].fields.every(({ isRequired, name }) => !isRequired || !isEmpty(data[name]))
