'use client'

import { useListQuery, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useRef, useState } from 'react'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { paceOf } from '../../live/pace.ts'
import { SaidAloud } from '../../live/SaidAloud.tsx'
import { tellChanges } from '../../live/tellChanges.ts'
import { usePolling } from '../../live/usePolling.ts'
import type { Delivery, Page } from '../delivery.ts'

type Row = Pick<Delivery, 'id' | 'state' | 'scheduledAt' | 'nextAttemptAt' | 'updatedAt'>

/** Newcomers are not among the rows that are watched; the whole list is read anew this often, in milliseconds. */
const wholeListMs = 10_000

/**
 * Keeps the list of deliveries fresh. It watches the rows that are shown, and has the page drawn anew where one of them
 * has changed: never without an answer of the server just before, since Next leaves the page when it gets none.
 */
export const LiveList = () => {
  const { get } = useApi()
  const { slugs } = usePanel()
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
    ...Object.fromEntries(
      ['state', 'scheduledAt', 'nextAttemptAt', 'updatedAt'].map((name) => [
        `select[${name}]`,
        'true',
      ]),
    ),
  })
  const path =
    rows.length > 0 ? `/${slugs.deliveries}?${query}` : `/${slugs.deliveries}?limit=1&depth=0`
  const { lostSince } = usePolling({
    look: async (signal) => {
      const answered = await get<Page<Row>>(path, signal)
      if ('problem' in answered) {
        const { status } = answered.problem
        return status === 0 || status >= 500 ? null : paceOf([], Date.now())
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
      return paceOf(docs, Date.now())
    },
  })
  return (
    <>
      <LostTouch since={lostSince} />
      <SaidAloud>{said}</SaidAloud>
    </>
  )
}

const toNamed = ({ id, state }: Row) => ({ id, state, name: 'A delivery' })
