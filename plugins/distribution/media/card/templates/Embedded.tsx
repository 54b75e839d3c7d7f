import type { CSSProperties } from 'react'
import type { Picture } from '../template.ts'

type Props = { picture: Picture; width: number; height: number; style?: CSSProperties }

/** A prepared picture, at a size in pixels. */
export const Embedded = ({ picture, width, height, style }: Props) => (
  // biome-ignore lint/performance/noImgElement: it is drawn into the card, no browser loads it
  <img src={picture.src} alt="" width={width} height={height} style={{ flexShrink: 0, ...style }} />
)
