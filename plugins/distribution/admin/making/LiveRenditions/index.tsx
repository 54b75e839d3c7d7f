'use client'

import { usePanel } from '../../facts/FactsProvider.tsx'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { SaidAloud } from '../../live/SaidAloud.tsx'
import { useFreshList } from '../../live/useFreshList.ts'

type Row = { id: string | number; state: string; updatedAt: string }

/** Keeps the list of renditions fresh, and most of all how far they are. */
export const LiveRenditions = () => {
  const { slugs } = usePanel()
  const { lostSince, said } = useFreshList<Row>({
    slug: slugs.renditions,
    fields: ['state', 'updatedAt'],
    paceOf: (rows) => (rows.some(({ state }) => state === 'rendering') ? 2_000 : 5_000),
    name: 'A rendition',
  })
  return (
    <>
      <LostTouch since={lostSince} />
      <SaidAloud>{said}</SaidAloud>
    </>
  )
}
