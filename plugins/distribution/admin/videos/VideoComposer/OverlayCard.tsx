'use client'

import { nearestFormat } from '../../../media/video/nearestFormat.ts'
import { CardComposer } from '../../cards/CardComposer/index.tsx'
import { type CardValue, emptyCard, readCard } from '../../cards/cardValue.ts'
import type { Frame } from '../videoValue.ts'

type Props = {
  value: Record<string, unknown> | undefined
  onChange: (card: Record<string, unknown>) => void
  /** Of the video, whose shape the card takes. */
  frame: Frame
  isReadOnly: boolean
  mediaSlug: string
}

/** A card that stands in a video: written here, and seen as it will be. */
export const OverlayCard = ({ value, onChange, frame, isReadOnly, mediaSlug }: Props) => {
  const card: CardValue = readCard({ ...value, kind: 'card' }) ?? emptyCard
  const say = ({ kind: _, ...rest }: CardValue) => onChange(rest)
  return (
    <CardComposer
      card={{ ...card, format: nearestFormat(frame) }}
      onChange={say}
      isLocked={isReadOnly}
      mediaSlug={mediaSlug}
      hasFixedFormat
    />
  )
}
