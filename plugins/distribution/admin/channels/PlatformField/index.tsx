'use client'

import { TextField, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'

/** The platform of a channel. What was imported from Postiz stays on its platform, and needs no advice on its name. */
export const PlatformField = (props: TextFieldClientProps) => {
  const { id } = useDocumentInfo()
  const kind = useFormFields(([fields]) => fields?.kind?.value)
  if (id === undefined || kind !== 'postiz') return <TextField {...props} />
  const { description: _, ...admin } = props.field.admin ?? {}
  return <TextField {...props} field={{ ...props.field, admin }} readOnly />
}
