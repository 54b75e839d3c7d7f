'use client'

import { getTranslation } from '@payloadcms/translations'
import { FieldDescription, useField, useTranslation } from '@payloadcms/ui'
import type { SelectFieldClientProps, TextFieldClientProps } from 'payload'
import { StateMark } from '../StateMark/index.tsx'
import './index.css'

/** A state on a record's page, to be read and not changed; without one, the record is a draft. */
export const StateField = ({ field, path }: TextFieldClientProps | SelectFieldClientProps) => {
  const { value } = useField<string>({ path })
  const { i18n } = useTranslation()
  return (
    <div className="field-type postyard-state-field" id={`field-${path.replaceAll('.', '__')}`}>
      <span className="field-label">
        {field.label ? getTranslation(field.label, i18n) : 'State'}
      </span>
      <p className="postyard-state-field__value" role="status">
        <StateMark state={value || 'draft'} />
      </p>
      {field.admin?.description ? (
        <FieldDescription description={field.admin.description} path={path} />
      ) : null}
    </div>
  )
}
