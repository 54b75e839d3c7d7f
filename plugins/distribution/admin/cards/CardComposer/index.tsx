'use client'

import { useId } from 'react'
import { CARD_FORMATS } from '../../../media/card/cardFormats.ts'
import type { CardFormat } from '../../../media/card/cardSpec.ts'
import { usePostForm } from '../../distribute/usePostForm.ts'
import { cardForms, templateNames } from '../cardForm.ts'
import { type CardValue, changeTemplate } from '../cardValue.ts'
import { useCardPreview } from '../useCardPreview.ts'
import { CardInput } from './CardInput.tsx'
import { LanguageChoice } from './LanguageChoice.tsx'
import { Shown } from './Shown.tsx'
import './index.css'

const formats: Record<CardFormat, string> = {
  square: 'Square',
  portrait: 'Portrait',
  landscape: 'Landscape',
  story: 'Story',
}

type Props = {
  card: CardValue
  onChange: (card: CardValue) => void
  isLocked: boolean
  mediaSlug: string
  /** The card takes the format of what it stands in. */
  hasFixedFormat?: boolean
}

/** A card is written at the left and seen at the right, as it will be, while it is written. */
export const CardComposer = ({ card, onChange, isLocked, mediaSlug, hasFixedFormat }: Props) => {
  const { tenant } = usePostForm()
  const { preview, problem, isDrawing } = useCardPreview({ tenant, card })
  const id = useId()
  const flaws = new Map(
    (problem?.errors ?? []).map(({ path, message }) => [path.split('.')[2] ?? '', message]),
  )
  const put = (name: string, value: unknown) =>
    onChange({ ...card, data: { ...card.data, [name]: value } })
  return (
    <div className="postyard-card">
      <div className="postyard-card__form">
        <fieldset className="postyard-chips" disabled={isLocked}>
          <legend className="postyard-chips__legend">Template</legend>
          {templateNames.map((template) => (
            <label key={template} className="postyard-chips__chip">
              <input
                type="radio"
                name={`${id}-template`}
                checked={card.template === template}
                onChange={() => onChange(changeTemplate(card, template))}
              />
              <span>{cardForms[template].label}</span>
            </label>
          ))}
        </fieldset>
        <fieldset className="postyard-chips" disabled={isLocked} hidden={hasFixedFormat}>
          <legend className="postyard-chips__legend">Format</legend>
          {Object.entries(formats).map(([format, label]) => {
            const { width, height } = CARD_FORMATS[format as CardFormat]
            return (
              <label key={format} className="postyard-chips__chip">
                <input
                  type="radio"
                  name={`${id}-format`}
                  checked={card.format === format}
                  onChange={() => onChange({ ...card, format: format as CardFormat })}
                />
                <i
                  aria-hidden="true"
                  className="postyard-chips__shape"
                  style={{ aspectRatio: `${width} / ${height}` }}
                />
                <span>{label}</span>
              </label>
            )
          })}
        </fieldset>
        {cardForms[card.template].fields.map((field) => (
          <CardInput
            key={`${card.template} ${field.name}`}
            field={field}
            value={card.data[field.name]}
            onChange={(value) => put(field.name, value)}
            flaw={flaws.get(field.name)}
            isLocked={isLocked}
            tenant={tenant}
            mediaSlug={mediaSlug}
          />
        ))}
        <LanguageChoice
          value={card.lang}
          onChange={(lang) => onChange({ ...card, lang })}
          isLocked={isLocked}
        />
        {card.brand === undefined ? null : (
          <p className="postyard-card__note">
            This card has a look of its own.{' '}
            <button
              type="button"
              className="postyard-card__link"
              disabled={isLocked}
              onClick={() => onChange({ ...card, brand: undefined })}
            >
              Use the client’s look
            </button>
          </p>
        )}
      </div>
      <Shown
        card={card}
        preview={preview}
        problem={problem}
        isDrawing={isDrawing}
        hasTenant={tenant !== undefined}
      />
    </div>
  )
}
