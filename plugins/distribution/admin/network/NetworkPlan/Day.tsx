import { useMemo, useState } from 'react'
import type { NetworkStatus } from '../../../distribute/network/operations/status.ts'
import { nameZone } from '../../time/nameZone.ts'
import { useNow } from '../../time/useNow.ts'
import { DayMap } from '../DayMap/index.tsx'
import { MapLegend } from '../DayMap/MapLegend.tsx'
import { PointTable } from '../DayMap/PointTable.tsx'
import { type Progress, toPoint } from '../followPlan.ts'
import { layOutMap } from '../layOutMap.ts'

type Args = {
  network: NonNullable<NetworkStatus['network']>
  deliveries: Progress[]
  zone: string
  /** How far it is, in a sentence. */
  said: string
}

/** The day of a plan, as a map or as a table. */
export const Day = ({ network, deliveries, zone, said }: Args) => {
  const now = useNow()
  const [isTable, setTable] = useState(false)
  const { window, peaks } = network
  const points = useMemo(() => deliveries.map(toPoint), [deliveries])
  const layout = useMemo(
    () => layOutMap({ points, window, peaks, zone }),
    [points, window, peaks, zone],
  )
  return (
    <section aria-label="The day">
      <div className="postyard-network__head">
        <h2>The day, by the clock of {nameZone(zone)}</h2>
        <button className="postyard-network__turn" onClick={() => setTable(!isTable)} type="button">
          {isTable ? 'As a map' : 'As a table'}
        </button>
      </div>
      {isTable ? (
        <PointTable points={points} zone={zone} />
      ) : (
        <>
          <MapLegend states={points.map(({ state }) => state)} hasPeaks />
          <DayMap
            layout={layout}
            zone={zone}
            now={now}
            label={`${points.length} accounts in the time of the plan. ${said} The same stands as a table.`}
          />
        </>
      )}
    </section>
  )
}
