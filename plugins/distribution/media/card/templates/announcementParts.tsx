import type { ReactNode } from 'react'
import type { Palette } from '../palette.ts'
import { Icon } from './Icon.tsx'

type PartProps = { palette: Palette; small: number; words: ReactNode }

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

/** When or where, behind its sign. */
export const Line = ({
  name,
  shape,
  words,
  small,
  palette,
}: PartProps & { name: string; shape: 'clock' | 'pin' }) =>
  words ? (
    <div style={{ display: 'flex', alignItems: 'center', gap: small * 0.5 }}>
      <Icon shape={shape} size={small * 1.15} colour={palette.accent} />
      <div key={name} style={{ display: 'flex' }}>
        {words}
      </div>
    </div>
  ) : null

/** What one may do, as a button. */
export const Action = ({ palette, small, words }: PartProps) => (
  <div
    style={{
      display: 'flex',
      alignItems: 'center',
      gap: small * 0.5,
      backgroundColor: palette.brand,
      padding: `${small * 0.5}px ${small * 0.9}px`,
      borderRadius: small * 1.4,
    }}
  >
    <div key="action" style={{ display: 'flex' }}>
      {words}
    </div>
    <Icon shape="arrow" size={small * 1.05} colour={palette.onBrand} />
  </div>
)
