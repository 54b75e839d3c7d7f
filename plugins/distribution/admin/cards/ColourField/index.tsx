'use client'

import { FieldDescription, FieldError, FieldLabel, useField } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'
import type { CSSProperties } from 'react'
import './index.css'

const isWhole = (value: string) => /^#[0-9a-f]{6}$/i.test(value)

/** A colour: chosen by eye, or written as # and six digits. */
export const ColourField = ({ field, path, readOnly }: TextFieldClientProps) => {
  const { value, setValue, showError, errorMessage, disabled } = useField<string>({ path })
  const id = `field-${path.replaceAll('.', '__')}`
  const isLocked = readOnly === true || disabled === true
  const said = value ?? ''
  return (
    <div
      className={`field-type text postyard-colour${showError ? ' error' : ''}`}
      style={{ ...field.admin?.style, '--field-width': field.admin?.width } as CSSProperties}
    >
      <FieldLabel htmlFor={id} label={field.label} path={path} required={field.required} />
      <div className="field-type__wrap">
        <FieldError message={errorMessage} path={path} showError={showError} />
        <div className="postyard-colour__pair">
          <input
            type="color"
            aria-label={`Choose: ${typeof field.label === 'string' ? field.label : field.name}`}
            className={isWhole(said) ? '' : 'is-empty'}
            value={isWhole(said) ? said.toLowerCase() : '#ffffff'}
            disabled={isLocked}
            onChange={(event) => setValue(event.target.value)}
          />
          <input
            id={id}
            type="text"
            placeholder="#1d6f8a"
            value={said}
            disabled={isLocked}
            spellCheck={false}
            onChange={(event) => setValue(event.target.value.trim() || null)}
          />
        </div>
      </div>
      {field.admin?.description ? (
        <FieldDescription description={field.admin.description} path={path} />
      ) : null}
    </div>
  )
}
