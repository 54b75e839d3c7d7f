'use client'

import type { CardField } from '../cardForm.ts'

type Props = {
  /** Of its first line, which the label names. */
  id: string
  field: Extract<CardField, { kind: 'list' }>
  values: string[]
  onChange: (values: string[]) => void
  isLocked: boolean
}

/** As many short lines as there may be, one below the other. */
export const ListInput = ({ id, field, values, onChange, isLocked }: Props) => {
  const lines = Array.from({ length: field.count }, (_, index) => values[index] ?? '')
  return (
    <div className="postyard-card__lines">
      {lines.map((line, index) => (
        <input
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          key={index}
          id={index === 0 ? id : undefined}
          className="postyard-card__input"
          type="text"
          dir="auto"
          aria-label={`${field.item} ${index + 1} of ${field.count}`}
          aria-invalid={line.trim().length > field.max}
          placeholder={`${field.item} ${index + 1}, up to ${field.max} characters`}
          value={line}
          disabled={isLocked}
          onChange={(event) => onChange(lines.with(index, event.target.value))}
        />
      ))}
    </div>
  )
}
