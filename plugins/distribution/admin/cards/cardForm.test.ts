import { expect, it } from 'vitest'
import { renderSpecSchema } from '../../media/spec.ts'
import { type CardField, cardForms, templateNames } from './cardForm.ts'
import { type CardValue, changeTemplate, tidyCard } from './cardValue.ts'

it.each(templateNames)(
  'the form of a %s can say all that its schema takes, within its limits',
  (template) => {
    const fill = (field: CardField, more = 0): unknown => {
      if (field.kind === 'photo') return more ? {} : 7
      if (field.kind === 'day') return more ? '6 December' : '2026-12-06'
      const text = 'x'.repeat(field.max + more)
      return field.kind === 'list' ? Array.from({ length: field.count }, () => text) : text
    }
    const { fields } = cardForms[template]
    const data = Object.fromEntries(fields.map((field) => [field.name, fill(field)]))
    const card = { kind: 'card', template, format: 'square', data }
    expect(renderSpecSchema.parse(card)).toEqual(card)
    for (const field of fields) {
      const wrong = { ...card, data: { ...data, [field.name]: fill(field, 1) } }
      expect(renderSpecSchema.safeParse(wrong).success, field.name).toBe(false)
      if (field.isRequired) continue
      const { [field.name]: _, ...without } = data
      expect(renderSpecSchema.safeParse({ ...card, data: without }).success, field.name).toBe(true)
    }
  },
)

it('another template takes over what it can show, and gives nothing that it cannot', () => {
  const quote: CardValue = {
    kind: 'card',
    template: 'quote',
    format: 'story',
    lang: 'ja',
    data: { text: 'A home by the quay', author: 'Ana' },
  }
  expect(changeTemplate(quote, 'event')).toEqual({
    kind: 'card',
    template: 'event',
    format: 'story',
    lang: 'ja',
    data: { headline: 'A home by the quay' },
  })
})

it('what is empty is left out of the card', () => {
  const card = { kind: 'card', template: 'listing', format: 'square', data: {} } as const
  const data = { headline: 'A', price: '', facts: ['', 'x', ' '], photo: null }
  expect(tidyCard({ ...card, data })).toEqual({ ...card, data: { headline: 'A', facts: ['x'] } })
})
