import type { Palette } from '../palette.ts'

type Props = { width: number; height: number; palette: Palette; isOnPaper?: boolean }

/** The brand's colour, falling into shadow, with the arcs of a few large rings: what stands where there is no photo. */
export const Backdrop = ({ width, height, palette, isOnPaper = false }: Props) => {
  const reach = Math.max(width, height)
  const line = isOnPaper ? palette.brand : palette.onBrand
  const rings = [0.3, 0.44, 0.58, 0.72]
  return (
    <div
      style={{
        position: 'absolute',
        left: 0,
        top: 0,
        width,
        height,
        display: 'flex',
        overflow: 'hidden',
        backgroundImage: isOnPaper
          ? `linear-gradient(160deg, ${palette.paper}, ${palette.tint})`
          : `linear-gradient(150deg, ${palette.brand} 15%, ${palette.deep})`,
      }}
    >
      <svg aria-hidden="true" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        <circle
          cx={width * 0.94}
          cy={height * 0.06}
          r={reach * 0.2}
          fill={line}
          fillOpacity={0.1}
        />
        {rings.map((share) => (
          <circle
            key={share}
            cx={width * 0.94}
            cy={height * 0.06}
            r={reach * share}
            fill="none"
            stroke={line}
            strokeOpacity={isOnPaper ? 0.14 : 0.13}
            strokeWidth={reach * 0.004}
          />
        ))}
      </svg>
    </div>
  )
}
