'use client'

import { useForm, useFormFields, useFormModified } from '@payloadcms/ui'
import { useRef } from 'react'
import { idOf } from '../../id.ts'
import type { Placed } from './placeProblem.ts'

/** What the form of a post says where and when it goes, and the ways to save it and to mark its fields. */
export const usePostForm = () => {
  const { dispatchFields, setSubmitted, submit } = useForm()
  const isModified = useFormModified()
  const marked = useRef<string[]>([])
  const chosen = useFormFields(([fields]) => fields?.channels?.value)
  const at = useFormFields(([fields]) => fields?.publishAt?.value)
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)

  const unmark = () => {
    for (const path of marked.current) {
      dispatchFields({ type: 'UPDATE', path, valid: true, errorMessage: undefined })
    }
    marked.current = []
  }
  return {
    channels: (Array.isArray(chosen) ? chosen : []).flatMap((one) => idOf(one) ?? []),
    at: typeof at === 'string' && at !== '' ? new Date(at) : at instanceof Date ? at : null,
    tenant: idOf(tenant),
    isModified,
    /** Shows what is wrong at the fields that cause it. */
    mark: (placed: Placed[]) => {
      unmark()
      if (placed.length === 0) return
      marked.current = placed.map(({ path }) => path)
      dispatchFields({ type: 'ADD_SERVER_ERRORS', errors: placed })
      setSubmitted(true)
    },
    unmark,
    /** Saves what was changed; false where it does not fit, which the form itself shows. */
    save: async (): Promise<boolean> => {
      if (!isModified) return true
      const saved = await submit()
      return saved?.res?.ok === true
    },
  }
}
