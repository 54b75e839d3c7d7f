'use client'

import { useListQuery, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useRef, useState } from 'react'
import { useApi } from '../calls/useApi.ts'
import { tellChanges } from './tellChanges.ts'
import { usePolling } from './usePolling.ts'

type Row = { id: string | number; state: string; updatedAt: string }

type Args<Shown extends Row> = {
  /** The slug of the collection that is listed. */
  slug: string
  /** What `paceOf` looks at. */
  fields: (keyof Shown & string)[]
  /** In milliseconds, until the rows are looked at again. */
  paceOf: (rows: Shown[]) => number
  /** What a row is called when its change is said aloud. */
  name: string
}

/** Newcomers are not among the rows that are watched; the whole list is read anew this often, in milliseconds. */
const wholeListMs = 10_000

/**
 * Keeps a list of the panel fresh. It watches the rows that are shown, and has the page drawn anew where one of them
 * has changed: never without an answer of the server just before, since Next leaves the page when it gets none.
 */
export const useFreshList = <Shown extends Row>({ slug, fields, paceOf, name }: Args<Shown>) => {
  const { get } = useApi()
  const { data } = useListQuery()
  const { modalState } = useModal()
  const router = useRouter()
  const drawnAt = useRef(0)
  const [said, setSaid] = useState('')
  const rows = (data?.docs ?? []) as unknown as Row[]
  const query = new URLSearchParams({
    'where[id][in]': rows.map((row) => row.id).join(','),
    depth: '0',
    pagination: 'false',
    ...Object.fromEntries(fields.map((field) => [`select[${field}]`, 'true'])),
  })
  const path = rows.length > 0 ? `/${slug}?${query}` : `/${slug}?limit=1&depth=0`
  const toNamed = ({ id, state }: Row) => ({ id, state, name })
  const { lostSince } = usePolling({
    look: async (signal) => {
      const answered = await get<{ docs: Shown[] }>(path, signal)
      if ('problem' in answered) {
        const { status } = answered.problem
        return status === 0 || status >= 500 ? null : paceOf([])
      }
      const { docs } = answered.answer
      const shown = new Map(rows.map((row) => [row.id, row.updatedAt]))
      const isChanged = docs.some((doc) => shown.get(doc.id) !== doc.updatedAt)
      const isOld = Date.now() - drawnAt.current > wholeListMs
      const isAsking = Object.values(modalState ?? {}).some((modal) => modal?.isOpen)
      if ((isChanged || isOld) && !isAsking) {
        if (drawnAt.current > 0 || isChanged) router.refresh()
        drawnAt.current = Date.now()
        setSaid(tellChanges(rows.map(toNamed), docs.map(toNamed)))
      }
      return paceOf(docs)
    },
  })
  return { lostSince, said }
}
