'use client'

import { SelectField, useDocumentInfo } from '@payloadcms/ui'
import type { SelectFieldClientProps } from 'payload'

/** How a channel is reached. It is chosen once: a channel that is there stays of its kind. */
export const KindField = (props: SelectFieldClientProps) => {
  const { id } = useDocumentInfo()
  return <SelectField {...props} readOnly={props.readOnly || id !== undefined} />
}
