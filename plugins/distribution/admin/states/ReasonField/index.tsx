'use client'

import { getTranslation } from '@payloadcms/translations'
import { useField, useTranslation } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'

/** The whole of a reason on a record's page, to be read and not changed; nothing where there is none. */
export const ReasonField = ({ field, path }: TextFieldClientProps) => {
  const { value } = useField<string>({ path })
  const { i18n } = useTranslation()
  if (!value) return null
  return (
    <div className="field-type" id={`field-${path.replaceAll('.', '__')}`}>
      <span className="field-label">
        {field.label ? getTranslation(field.label, i18n) : 'Reason'}
      </span>
      <p>{value}</p>
    </div>
  )
}
