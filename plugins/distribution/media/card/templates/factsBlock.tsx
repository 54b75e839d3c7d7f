import type { CSSProperties } from 'react'
import type { Block } from '../fitBlock.ts'
import { FAMILY } from '../loadFonts.ts'
import type { Palette } from '../palette.ts'

type Args = {
  facts: string[]
  width: number
  height: number
  /** The largest size of the letters, in pixels. */
  max: number
  palette: Palette
}

/**
 * Short facts on little plates, in as few rows as they need. They are short enough (28 characters) never to be cut at
 * the smallest size.
 */
export const factsBlock = ({ facts, width, height, max, palette }: Args): Block => {
  const plates = (size: number) => {
    const style: CSSProperties = {
      display: 'block',
      flexShrink: 0,
      whiteSpace: 'nowrap',
      fontFamily: FAMILY,
      fontWeight: 600,
      fontSize: size,
      lineHeight: `${Math.round(size * 1.3)}px`,
      padding: `${size * 0.36}px ${size * 0.72}px`,
      borderRadius: size,
      backgroundColor: palette.tint,
      color: palette.muted,
    }
    return [...new Set(facts)].map((fact) => (
      <div key={fact} style={style}>
        {fact}
      </div>
    ))
  }
  return {
    width,
    height,
    max,
    min: Math.round(max * 0.5),
    render: ({ size }) => (
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: size * 0.45, width }}>
        {plates(size)}
      </div>
    ),
    renderUnbroken: plates,
  }
}
