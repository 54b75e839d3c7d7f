import { memo } from 'react'
import { lookOf } from '../../states/looks.ts'
import { Shape } from '../../states/shapes.tsx'
import { formatMoment } from '../../time/formatMoment.ts'
import type { DayMapLayout, MapGroup } from '../layOutMap.ts'
import type { MapPoint } from '../mapPoint.ts'
import './index.css'

type Args = {
  layout: DayMapLayout
  zone: string
  now: Date | null
  /** The whole in a sentence, for those who cannot see it; what it shows stands as a table beside it. */
  label: string
}

const percent = (part: number): string => `${(part * 100).toFixed(2)}%`

/** The day of a plan: accounts down, time across, peak hours shaded, each post a dot in the look of its state. */
export const DayMap = ({ layout, zone, now, label }: Args) => {
  const nowX = now ? (now.getTime() - layout.from) / (layout.to - layout.from) : -1
  return (
    <div className="postyard-map" role="img" aria-label={label}>
      <div className="postyard-map__axis">
        <span />
        <div className="postyard-map__lane">
          {layout.ticks.map(({ x, label: hour }) => (
            <span key={x} className="postyard-map__tick" style={{ left: percent(x) }}>
              {hour}
            </span>
          ))}
        </div>
      </div>
      {layout.groups.map((group) => (
        <Zone key={group.zone} group={group} ticks={layout.ticks} nowX={nowX} zone={zone} />
      ))}
    </div>
  )
}

type ZoneArgs = { group: MapGroup; ticks: DayMapLayout['ticks']; nowX: number; zone: string }

const Zone = ({ group, ticks, nowX, zone }: ZoneArgs) => (
  <section className="postyard-map__zone">
    <h3>
      {group.name} <span>{group.rows.length}</span>
    </h3>
    <div className="postyard-map__rows">
      <div className="postyard-map__ground">
        {group.peaks.map(({ from, to }) => (
          <i
            key={from}
            className="postyard-map__peak"
            style={{ left: percent(from), width: percent(to - from) }}
          />
        ))}
        {ticks.map(({ x }) => (
          <i key={x} className="postyard-map__line" style={{ left: percent(x) }} />
        ))}
        {nowX >= 0 && nowX <= 1 ? (
          <i className="postyard-map__now" style={{ left: percent(nowX) }} />
        ) : null}
      </div>
      {group.rows.map(({ point, x, plannedX }) => (
        <Row key={point.id} point={point} x={x} plannedX={plannedX} zone={zone} />
      ))}
    </div>
  </section>
)

type RowArgs = { point: MapPoint; x: number | null; plannedX: number | null; zone: string }

/** Only what has changed is drawn again: there may be a thousand. */
const Row = memo(({ point, x, plannedX, zone }: RowArgs) => {
  const { word, tone, shape } = lookOf(point.state)
  const when = point.at
    ? formatMoment({ at: new Date(point.at), zone, now: new Date(), withSeconds: true })
    : 'no time'
  return (
    <div className="postyard-map__row" title={`${point.name}: ${word}, ${when}`}>
      <span className="postyard-map__name">
        {point.isLead ? <b title="Leads">★ </b> : null}
        {point.name}
      </span>
      <div className="postyard-map__lane">
        {plannedX !== null && x !== null && Math.abs(plannedX - x) > 0.004 ? (
          <i className="postyard-map__planned" style={{ left: percent(plannedX) }} />
        ) : null}
        {x === null ? null : (
          <span
            className={`postyard-map__dot postyard-tone-${tone}`}
            data-state={point.state}
            style={{ left: percent(x) }}
          >
            <Shape name={shape} />
          </span>
        )}
      </div>
    </div>
  )
})
