'use client'

import { Link, useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { useEffect, useState } from 'react'
import type { PeopleAnswer } from '../../../assist/operations/listPeople.ts'
import { unlessStopped } from '../../calls/unlessStopped.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { peoplePath } from '../peoplePath.ts'
import { tellProjects } from '../tellProjects.ts'

type Args = { tenant: string | number; own: string }

/** Which phones a push reaches, by which project, and whom none does. Nothing for those who may not see phones. */
export const PhonesNote = ({ tenant, own }: Args) => {
  const { get } = useApi()
  const { config } = useConfig()
  const { may } = usePanel()
  const [people, setPeople] = useState<PeopleAnswer['people']>()
  const isAllowed = may('tasks.manage', tenant)
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each client
  useEffect(() => {
    if (!isAllowed) return
    const stopping = new AbortController()
    const query = new URLSearchParams({ tenant: String(tenant) })
    get<PeopleAnswer>(`/assist/people?${query}`, stopping.signal).then((answered) => {
      if ('answer' in answered) setPeople(answered.answer.people)
    }, unlessStopped(stopping.signal))
    return () => stopping.abort()
  }, [tenant, isAllowed])
  if (!people) return null
  const { facts, warnings } = tellProjects({ people, own })
  const href = formatAdminURL({ adminRoute: config.routes.admin, path: peoplePath })
  return (
    <>
      <p>
        {facts.length === 0 ? 'No phone is logged in yet.' : `${facts.join(', ')}.`}{' '}
        <Link href={`${href}?tenant=${encodeURIComponent(String(tenant))}`}>See who and which</Link>
      </p>
      {warnings.map((sentence) => (
        <p key={sentence} className="postyard-connect__problem">
          {sentence}
        </p>
      ))}
    </>
  )
}
