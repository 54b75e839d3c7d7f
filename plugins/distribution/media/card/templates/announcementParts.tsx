import type { ReactNode } from 'react'
import type { Button, Palette } from '../palette.ts'
import { Icon, type SignShape } from './Icon.tsx'

type PartProps = { palette: Palette; small: number; words: ReactNode }
/** The direction in which the card is read. */
type Row = { row: 'row' | 'row-reverse' }

/** A word above the headline, on a little plate. */
export const Eyebrow = ({ palette, small, words }: PartProps) => (
  <div
    key="eyebrow"
    style={{
      display: 'flex',
      alignItems: 'center',
      backgroundColor: palette.tint,
      padding: `${small * 0.26}px ${small * 0.7}px`,
      borderRadius: small,
    }}
  >
    {words}
  </div>
)

/** A line, such as when or where, behind its sign. `colour` is the sign's. */
export const Line = ({
  name,
  shape,
  words,
  small,
  colour,
  row,
}: Omit<PartProps, 'palette'> & Row & { name: string; shape: SignShape; colour: string }) =>
  words ? (
    <div style={{ display: 'flex', flexDirection: row, alignItems: 'center', gap: small * 0.5 }}>
      <Icon shape={shape} size={small * 1.15} colour={colour} />
      <div key={name} style={{ display: 'flex' }}>
        {words}
      </div>
    </div>
  ) : null

/** What one may do, as a button. */
export const Action = ({
  small,
  words,
  row,
  button,
}: Omit<PartProps, 'palette'> & Row & { button: Button }) => (
  <div
    style={{
      display: 'flex',
      flexDirection: row,
      alignItems: 'center',
      gap: small * 0.5,
      backgroundColor: button.ground,
      padding: `${small * 0.5}px ${small * 0.9}px`,
      borderRadius: small * 1.4,
    }}
  >
    <div key="action" style={{ display: 'flex' }}>
      {words}
    </div>
    <Icon shape={row === 'row' ? 'arrow' : 'arrowBack'} size={small * 1.05} colour={button.text} />
  </div>
)
