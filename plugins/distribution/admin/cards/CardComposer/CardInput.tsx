'use client'

import { useId } from 'react'
import type { ID } from '../../../id.ts'
import type { CardField } from '../cardForm.ts'
import { ListInput } from './ListInput.tsx'
import { PhotoInput } from './PhotoInput.tsx'

type Props = {
  field: CardField
  value: unknown
  onChange: (value: unknown) => void
  /** What keeps it from being drawn. */
  flaw?: string
  isLocked: boolean
  tenant: ID | undefined
  mediaSlug: string
}

/** One field of a card, with what it may hold and how much of that is used. */
export const CardInput = (props: Props) => {
  const { field, value, onChange, flaw, isLocked, tenant, mediaSlug } = props
  const id = useId()
  const said = typeof value === 'string' ? value : ''
  const isTooLong = 'max' in field && said.trim().length > field.max
  const shared = {
    id,
    className: 'postyard-card__input',
    value: said,
    // Arabic and Hebrew are written from the right, as the card shows them.
    dir: 'auto' as const,
    disabled: isLocked,
    'aria-invalid': isTooLong || flaw !== undefined,
    'aria-describedby': `${id}-note`,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  return (
    <div className="postyard-card__field" data-field={field.name}>
      <div className="postyard-card__head">
        <label htmlFor={id}>
          {field.label}
          {field.isRequired ? <span className="required">*</span> : null}
        </label>
        {field.kind === 'line' || field.kind === 'text' ? (
          <span className={`postyard-card__count${isTooLong ? ' is-over' : ''}`}>
            {isTooLong
              ? `${said.trim().length - field.max} too many`
              : `${said.trim().length} of ${field.max}`}
          </span>
        ) : null}
      </div>
      {field.kind === 'line' ? <input type="text" {...shared} /> : null}
      {field.kind === 'text' ? <textarea rows={4} {...shared} /> : null}
      {field.kind === 'day' ? <input type="date" {...shared} /> : null}
      {field.kind === 'list' ? (
        <ListInput
          id={id}
          field={field}
          values={Array.isArray(value) ? value.map(String) : []}
          onChange={onChange}
          isLocked={isLocked}
        />
      ) : null}
      {field.kind === 'photo' ? (
        <PhotoInput
          value={value}
          onChange={onChange}
          isLocked={isLocked}
          tenant={tenant}
          mediaSlug={mediaSlug}
        />
      ) : null}
      <p id={`${id}-note`} className={`postyard-card__hint${flaw ? ' is-flaw' : ''}`}>
        {flaw ?? field.hint ?? (field.example ? `For example: ${field.example}` : '')}
      </p>
    </div>
  )
}
