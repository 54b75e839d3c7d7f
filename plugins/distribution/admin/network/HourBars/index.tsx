import './index.css'

type Hour = { hour: number; planned: number; happened: number; failed: number }

const width = 24
const height = 100

/** Posts by the hour on the clock of each account: an outline for what was planned, filled for what is out. */
export const HourBars = ({ hours }: { hours: Hour[] }) => {
  const most = Math.max(1, ...hours.map(({ planned, happened }) => Math.max(planned, happened)))
  const tall = (count: number) => (count / most) * height
  const said = hours
    .map(({ hour, planned, happened, failed }) => {
      const lost = failed > 0 ? `, ${failed} failed` : ''
      return `${hour} o’clock: ${planned} planned, ${happened} out${lost}`
    })
    .join('; ')
  return (
    <figure className="postyard-hours">
      <svg
        viewBox={`0 -4 ${24 * width} ${height + 26}`}
        role="img"
        aria-label={said || 'Nothing yet.'}
      >
        {hours.map(({ hour, planned, happened, failed }) => (
          <g key={hour} transform={`translate(${hour * width} 0)`}>
            <title>{`${hour}:00 · ${planned} planned · ${happened} out · ${failed} failed`}</title>
            <rect
              className="postyard-hours__out"
              x="4"
              width={width - 8}
              y={height - tall(happened)}
              height={tall(happened)}
            />
            <rect
              className="postyard-hours__failed"
              x="4"
              width={width - 8}
              y={height - tall(happened + failed)}
              height={tall(failed)}
            />
            <rect
              className="postyard-hours__planned"
              x="3"
              width={width - 6}
              y={height - tall(planned)}
              height={tall(planned)}
            />
          </g>
        ))}
        {[0, 6, 12, 18].map((hour) => (
          <text key={hour} x={hour * width + 2} y={height + 18}>
            {String(hour).padStart(2, '0')}
          </text>
        ))}
        <line x1="0" x2={24 * width} y1={height} y2={height} />
      </svg>
      <figcaption>Outlined: planned. Green: out. Red: failed.</figcaption>
    </figure>
  )
}
