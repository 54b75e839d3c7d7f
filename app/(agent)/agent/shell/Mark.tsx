import { markShapes } from '../icons/drawMark.ts'

/** The sign of the product: a post with a flag. */
export const Mark = ({ size }: { size: number }) => (
  <svg width={size} height={size} viewBox="0 0 512 512" aria-hidden="true" focusable="false">
    <rect width="512" height="512" rx="116" fill={markShapes.ground} />
    <g transform={markShapes.place}>
      <path d={markShapes.post} fill={markShapes.postColour} />
      <path d={markShapes.flag} fill={markShapes.flagColour} />
    </g>
  </svg>
)
