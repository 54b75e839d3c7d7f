'use client'

import { usePanel } from '../../facts/FactsProvider.tsx'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { paceOf } from '../../live/pace.ts'
import { SaidAloud } from '../../live/SaidAloud.tsx'
import { useFreshList } from '../../live/useFreshList.ts'
import type { Delivery } from '../delivery.ts'

type Row = Pick<Delivery, 'id' | 'state' | 'scheduledAt' | 'nextAttemptAt' | 'updatedAt'>

/** Keeps the list of deliveries fresh. */
export const LiveList = () => {
  const { slugs } = usePanel()
  const { lostSince, said } = useFreshList<Row>({
    slug: slugs.deliveries,
    fields: ['state', 'scheduledAt', 'nextAttemptAt', 'updatedAt'],
    paceOf: (rows) => paceOf(rows, Date.now()),
    name: 'A delivery',
  })
  return (
    <>
      <LostTouch since={lostSince} />
      <SaidAloud>{said}</SaidAloud>
    </>
  )
}
