const SHAPES = {
  pin: 'M12 2a7.2 7.2 0 0 0-7.2 7.2C4.8 14.4 12 22 12 22s7.2-7.6 7.2-12.8A7.2 7.2 0 0 0 12 2Zm0 9.9a2.7 2.7 0 1 1 0-5.4 2.7 2.7 0 0 1 0 5.4Z',
  clock: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm1.2 5v4.6l3.3 2-1.2 2-4.5-2.7V7h2.4Z',
  arrow: 'M4 10.8h11.4l-4.6-4.6L12.5 4.5 20 12l-7.5 7.5-1.7-1.7 4.6-4.6H4Z',
  arrowBack: 'M20 10.8H8.6l4.6-4.6-1.7-1.7L4 12l7.5 7.5 1.7-1.7-4.6-4.6H20Z',
  tick: 'M9.3 18.6 3 12.3l1.9-1.9 4.4 4.4L19.1 5 21 6.9Z',
  ticket:
    'M3 5.5h18v4.2a2.3 2.3 0 0 0 0 4.6v4.2H3v-4.2a2.3 2.3 0 0 0 0-4.6V5.5Zm11.2 3v1.6h1.6V8.5h-1.6Zm0 2.7v1.6h1.6v-1.6h-1.6Zm0 2.7v1.6h1.6v-1.6h-1.6Z',
  quote:
    'M3 17.5V12C3 8.3 5 5.6 8.9 4.5l1 2C8 7.3 7 8.6 6.9 10.2H10v7.3H3Zm10.5 0V12c0-3.7 2-6.4 5.9-7.5l1 2c-1.9.8-2.9 2.1-3 3.7h3.1v7.3h-7Z',
} as const

export type SignShape = keyof typeof SHAPES

type Props = { shape: SignShape; size: number; colour: string; opacity?: number }

/** A sign of 24 × 24 units, drawn at a size in pixels. */
export const Icon = ({ shape, size, colour, opacity = 1 }: Props) => (
  <svg aria-hidden="true" width={size} height={size} viewBox="0 0 24 24" style={{ flexShrink: 0 }}>
    <path d={SHAPES[shape]} fill={colour} fillOpacity={opacity} fillRule="evenodd" />
  </svg>
)
