import { useConfig, useDocumentTitle, useStepNav } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { useEffect } from 'react'
import { usePanel } from '../facts/FactsProvider.tsx'

type Args = {
  name: string
  /** The list that the record stands in. */
  list: { collection: 'deliveries' | 'renditions'; label: string }
}

/** Calls the page of a record by what it is, in its heading and on the way to it: the record has no name but its id. */
export const useTitle = ({ name, list: { collection, label } }: Args): void => {
  const { slugs } = usePanel()
  const { config } = useConfig()
  const { title, setDocumentTitle } = useDocumentTitle()
  const { setStepNav } = useStepNav()
  const url = formatAdminURL({
    adminRoute: config.routes.admin,
    path: `/collections/${slugs[collection]}`,
  })
  useEffect(() => setDocumentTitle(name), [name, setDocumentTitle])
  // Payload writes the way anew with each title, so this is written after it.
  useEffect(() => {
    if (title === name) setStepNav([{ label, url }, { label: name }])
  }, [title, name, label, url, setStepNav])
}
