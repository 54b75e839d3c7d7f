import type { CSSProperties } from 'react'
import { buttonUpon } from '../palette.ts'
import type { Look } from '../template.ts'
import { nameDay } from './nameDay.ts'
import { Raised } from './Raised.tsx'

type Props = Pick<Look, 'brand' | 'palette'> & {
  date: string
  lang: string
  /** Its width, in pixels. */
  size: number
}

/** A day as the leaf of a calendar: the month on a band, the day large below it. */
export const Leaf = ({ date, lang, size, brand, palette }: Props) => {
  const { month, day } = nameDay({ date, lang })
  const button = buttonUpon('#ffffff', palette)
  const line = (text: string, height: number, letters: number, colour: string, ground: string) => {
    const style: CSSProperties = {
      display: 'flex',
      alignItems: 'center',
      justifyContent: 'center',
      width: size,
      height: Math.round(size * height),
      fontSize: Math.round(size * letters),
      fontWeight: 800,
      lineHeight: `${Math.round(size * letters * 1.2)}px`,
      letterSpacing: 0,
      color: colour,
      backgroundColor: ground,
    }
    const drawn = brand.drawLine({
      text,
      colour,
      weight: 800,
      size: Math.round(size * letters),
      width: size * 0.9,
    })
    return <div style={style}>{drawn ?? text}</div>
  }
  const letters = month.length > 5 ? 0.16 : 0.21
  return (
    <Raised
      name="date"
      reach={size * 0.06}
      style={{
        display: 'flex',
        flexDirection: 'column',
        borderRadius: size * 0.14,
        overflow: 'hidden',
        backgroundColor: '#ffffff',
      }}
    >
      {line(month, 0.34, letters, button.text, button.ground)}
      {line(day, 0.66, 0.5, palette.ink, '#ffffff')}
    </Raised>
  )
}
