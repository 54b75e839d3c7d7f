import { useConfig, useDocumentTitle, useStepNav } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { useEffect } from 'react'
import { usePanel } from '../../facts/FactsProvider.tsx'

/** Calls the page of a delivery by what it is, in its heading and on the way to it: its record has no name but its id. */
export const useTitle = (name: string): void => {
  const { slugs } = usePanel()
  const { config } = useConfig()
  const { title, setDocumentTitle } = useDocumentTitle()
  const { setStepNav } = useStepNav()
  const list = formatAdminURL({
    adminRoute: config.routes.admin,
    path: `/collections/${slugs.deliveries}`,
  })
  useEffect(() => setDocumentTitle(name), [name, setDocumentTitle])
  // Payload writes the way anew with each title, so this is written after it.
  useEffect(() => {
    if (title === name) setStepNav([{ label: 'Deliveries', url: list }, { label: name }])
  }, [title, name, list, setStepNav])
}
