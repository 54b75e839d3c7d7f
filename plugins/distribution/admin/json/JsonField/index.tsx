'use client'

import { FieldDescription, FieldError, FieldLabel, useField } from '@payloadcms/ui'
import type { JSONFieldClientProps } from 'payload'
import { useEffect, useState } from 'react'
import { toText } from '../toText.ts'
import './index.css'

const broken =
  'This is no valid JSON. Names and texts stand in double quotes, without a comma after the last one.'

const parse = (text: string): unknown => {
  if (text.trim() === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/**
 * JSON as plain text. Payload's own field loads its editor from a server outside, which a panel behind a closed door
 * cannot reach and nobody should be told of.
 */
export const JsonField = ({ field, path, readOnly }: JSONFieldClientProps) => {
  const { value, setValue, showError, errorMessage, disabled } = useField<unknown>({ path })
  const [text, setText] = useState(() => toText(value))
  // The value may change from outside, as when the record is read anew; what is being typed stays as it is typed.
  useEffect(() => {
    setText((typed) =>
      JSON.stringify(parse(typed)) === JSON.stringify(value ?? null) ? typed : toText(value),
    )
  }, [value])
  const id = `field-${path.replaceAll('.', '__')}`
  // What does not parse stands in the form as the text that it is, which the server does not take either.
  const isBroken = typeof value === 'string'
  return (
    <div className={`field-type postyard-json${isBroken || showError ? ' error' : ''}`}>
      <FieldLabel htmlFor={id} label={field.label} path={path} required={field.required} />
      <div className="field-type__wrap">
        <FieldError
          message={isBroken ? broken : errorMessage}
          path={path}
          showError={isBroken || showError}
        />
        <textarea
          id={id}
          className="postyard-json__text"
          readOnly={readOnly || disabled}
          aria-invalid={isBroken}
          rows={Math.min(20, Math.max(3, text.split('\n').length))}
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setValue(parse(event.target.value))
          }}
        />
      </div>
      {field.admin?.description ? (
        <FieldDescription description={field.admin.description} path={path} />
      ) : null}
    </div>
  )
}
