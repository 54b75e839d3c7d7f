'use client'

import { useFormFields, useFormModified } from '@payloadcms/ui'
import type { Delivery } from '../delivery.ts'
import { tellEdit } from '../tellEdit.ts'

/** What a post says; its time and its channels are for its next distribution. */
const said = /^(title|text|link|media|parts|render|channelSettings)(\.|$)/

/** While an edit of what the post says is not saved: what saving it does to what is planned already. */
export const EditNote = ({ deliveries }: { deliveries: Delivery[] }) => {
  const isModified = useFormModified()
  const isSaidOtherwise = useFormFields(([fields]) =>
    Object.entries(fields ?? {}).some(
      ([path, field]) =>
        said.test(path) && JSON.stringify(field?.value) !== JSON.stringify(field?.initialValue),
    ),
  )
  return (
    <p className="postyard-post__edit" role="status">
      {isModified && isSaidOtherwise ? tellEdit(deliveries) : ''}
    </p>
  )
}
