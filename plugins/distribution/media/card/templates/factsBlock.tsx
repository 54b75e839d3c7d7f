import type { CSSProperties } from 'react'
import type { Block } from '../fitBlock.ts'
import type { Palette } from '../palette.ts'
import { drawLine } from '../script/drawLine.ts'
import type { Type } from '../type.ts'

type Args = {
  facts: string[]
  width: number
  height: number
  /** The largest size of the letters, in pixels. */
  max: number
  palette: Palette
  isRightToLeft: boolean
}

/**
 * Short facts on little plates, in as few rows as they need. They are short enough (28 characters) never to be cut at
 * the smallest size.
 */
export const factsBlock = ({ facts, width, height, max, palette, isRightToLeft }: Args): Block => {
  const plates = ({ size, type }: { size: number; type: Type }) => {
    const style: CSSProperties = {
      display: 'block',
      flexShrink: 0,
      whiteSpace: 'nowrap',
      fontWeight: 600,
      fontSize: size,
      lineHeight: `${Math.round(size * 1.3)}px`,
      padding: `${size * 0.36}px ${size * 0.72}px`,
      borderRadius: size,
      backgroundColor: palette.tint,
      color: palette.muted,
    }
    return [...new Set(facts)].map((fact) => {
      const words = {
        text: fact,
        colour: palette.muted,
        weight: 600,
        lineHeight: 1.3,
        spacing: 0,
      } as const
      const drawn = drawLine({ shelf: type.shelf, words, size })
      return (
        <div key={fact} style={{ ...style, display: drawn ? 'flex' : 'block' }}>
          {drawn ?? fact}
        </div>
      )
    })
  }
  return {
    width,
    height,
    max,
    min: Math.round(max * 0.5),
    render: ({ size, type }) => (
      <div
        style={{
          display: 'flex',
          flexWrap: 'wrap',
          flexDirection: isRightToLeft ? 'row-reverse' : 'row',
          gap: size * 0.45,
          width,
        }}
      >
        {plates({ size, type })}
      </div>
    ),
    renderUnbroken: plates,
  }
}
