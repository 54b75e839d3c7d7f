'use client'

import { FieldDescription, FieldError, FieldLabel, useField } from '@payloadcms/ui'
import type { JSONFieldClientProps } from 'payload'
import { useId, useRef } from 'react'
import { JsonField } from '../../json/JsonField/index.tsx'
import { VideoComposer } from '../../videos/VideoComposer/index.tsx'
import { emptyVideo, readVideo } from '../../videos/videoValue.ts'
import { CardComposer } from '../CardComposer/index.tsx'
import { type CardValue, emptyCard, readCard } from '../cardValue.ts'
import './index.css'

type Kind = 'nothing' | 'card' | 'video'

const choices: { kind: Kind; label: string }[] = [
  { kind: 'nothing', label: 'Nothing' },
  { kind: 'card', label: 'A card' },
  { kind: 'video', label: 'A video' },
]

/** What Postyard makes for a post: nothing, a card or a video, which are composed here. What is neither is shown as JSON. */
export const CardField = (props: JSONFieldClientProps & { mediaSlug: string }) => {
  const { field, path, readOnly, mediaSlug } = props
  const { value, setValue, showError, errorMessage, disabled } = useField<unknown>({ path })
  const left = useRef<Partial<Record<Kind, unknown>>>({})
  const name = useId()
  const card = readCard(value)
  const video = readVideo(value)
  const kind: Kind = card ? 'card' : value === null || value === undefined ? 'nothing' : 'video'
  const isLocked = readOnly === true || disabled === true
  const choose = (next: Kind) => {
    if (next === kind) return
    // Who looks at another choice finds again what was there before.
    left.current[kind] = value
    const fresh = { nothing: null, card: emptyCard, video: emptyVideo }
    setValue(left.current[next] ?? fresh[next])
  }
  return (
    <div className={`field-type postyard-render${showError ? ' error' : ''}`}>
      <FieldLabel label={field.label} path={path} required={field.required} />
      <FieldError message={errorMessage} path={path} showError={showError} />
      <fieldset className="postyard-chips" disabled={isLocked}>
        <legend className="postyard-chips__legend">What is made for this post</legend>
        {choices.map((choice) => (
          <label key={choice.kind} className="postyard-chips__chip">
            <input
              type="radio"
              name={name}
              checked={choice.kind === kind}
              onChange={() => choose(choice.kind)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </fieldset>
      {card ? (
        <CardComposer
          card={card}
          onChange={(next: CardValue) => setValue(next)}
          isLocked={isLocked}
          mediaSlug={mediaSlug}
        />
      ) : null}
      {video ? (
        <VideoComposer
          value={video}
          onChange={(next) => setValue(next)}
          path={path}
          mediaSlug={mediaSlug}
          isReadOnly={isLocked}
        />
      ) : null}
      {kind === 'video' && !video ? (
        <JsonField {...props} field={{ ...field, label: 'The video, as JSON' }} />
      ) : null}
      {field.admin?.description && kind !== 'video' ? (
        <FieldDescription description={field.admin.description} path={path} />
      ) : null}
    </div>
  )
}
