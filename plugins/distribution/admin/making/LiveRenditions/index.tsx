'use client'

import { useListQuery } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useApi } from '../../calls/useApi.ts'
import type { Page } from '../../deliveries/delivery.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { usePolling } from '../../live/usePolling.ts'

type Row = { id: string | number; state: string; progress: number; updatedAt: string }

/**
 * Keeps the list of renditions fresh: it watches the rows that are shown, and has the page drawn anew where one of them has
 * changed.
 */
export const LiveRenditions = () => {
  const { get } = useApi()
  const { slugs } = usePanel()
  const { data } = useListQuery()
  const router = useRouter()
  const rows = (data?.docs ?? []) as unknown as Row[]
  const query = new URLSearchParams({
    'where[id][in]': rows.map((row) => row.id).join(','),
    depth: '0',
    pagination: 'false',
    'select[state]': 'true',
    'select[progress]': 'true',
    'select[updatedAt]': 'true',
  })
  const { lostSince } = usePolling({
    look: async (signal) => {
      if (rows.length === 0) return 5_000
      const answered = await get<Page<Row>>(`/${slugs.renditions}?${query}`, signal)
      if ('problem' in answered) {
        const { status } = answered.problem
        return status === 0 || status >= 500 ? null : 15_000
      }
      const { docs } = answered.answer
      const shown = new Map(rows.map((row) => [row.id, row.updatedAt]))
      if (docs.some((doc) => shown.get(doc.id) !== doc.updatedAt)) router.refresh()
      return docs.some(({ state }) => state === 'rendering') ? 2_000 : 5_000
    },
  })
  return <LostTouch since={lostSince} />
}
