'use client'

import { CARD_FORMATS } from '../../../media/card/cardFormats.ts'
import type { Problem } from '../../calls/problem.ts'
import { cardForms } from '../cardForm.ts'
import { type CardValue, isFilled } from '../cardValue.ts'
import type { Preview } from '../useCardPreview.ts'

type Props = {
  card: CardValue
  preview: Preview | undefined
  problem: Problem | undefined
  isDrawing: boolean
  hasTenant: boolean
}

/** What is wrong, by the names that the fields have here. */
const tellProblem = ({ detail, errors }: Problem, { template }: CardValue): string => {
  const named = errors.flatMap(({ path, message }) => {
    const field = cardForms[template].fields.find(({ name }) => path.split('.')[2] === name)
    return field ? `${field.label}: ${message}` : []
  })
  return named.length > 0 ? named.join(' ') : detail
}

/** The card as it will be; or what is missing, or what is wrong. */
export const Shown = ({ card, preview, problem, isDrawing, hasTenant }: Props) => {
  const { width, height } = CARD_FORMATS[card.format]
  const [main] = cardForms[card.template].fields
  const missing = hasTenant
    ? isFilled(card)
      ? undefined
      : `Fill in “${main?.label}”, and the card appears here.`
    : 'Choose the client, and the card appears here in its look.'
  const isOfFormat = preview?.width === width && preview.height === height
  const words = Object.values(card.data)
    .flat()
    .filter((one) => typeof one === 'string')
  return (
    <aside className="postyard-card__shown" aria-label="The card as it will be">
      <div
        className={`postyard-card__frame${isDrawing || problem ? ' is-drawing' : ''}`}
        style={{ aspectRatio: `${width} / ${height}`, maxWidth: `${(width / height) * 34}rem` }}
        aria-busy={isDrawing}
      >
        {preview && isOfFormat && !missing ? (
          // biome-ignore lint/performance/noImgElement: it is a data address
          <img src={preview.image} alt={`The card says: ${words.join(', ')}`} />
        ) : (
          <p>
            {missing ?? (problem && !isDrawing ? 'There is nothing to show.' : 'Being drawn …')}
          </p>
        )}
      </div>
      <p className="postyard-card__facts" aria-live="polite">
        {problem && !missing ? (
          <span className="postyard-card__problem">{tellProblem(problem, card)}</span>
        ) : (
          <>
            {preview ? (
              <i
                aria-hidden="true"
                className="postyard-card__dot"
                style={{ background: preview.brand.colour }}
              />
            ) : null}
            {preview ? `The look of ${preview.brand.name} · ` : ''}
            {width} × {height} pixels
          </>
        )}
      </p>
    </aside>
  )
}
