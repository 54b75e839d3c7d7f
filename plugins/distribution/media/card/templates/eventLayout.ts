import type { CardFormat } from '../cardSpec.ts'
import type { AnnouncementLayout } from './announcementLayout.ts'

/** Where the parts of an event stand, in pixels: as those of an announcement, and a leaf with its day beside the headline. */
export type EventLayout = AnnouncementLayout & {
  /** The width of the leaf. */
  leaf: number
  /** The room between it and the headline. */
  gap: number
}

export const EVENT_LAYOUTS: Record<CardFormat, EventLayout> = {
  square: {
    padding: 64,
    photo: { width: 1080, height: 440, isAbove: true },
    leaf: 150,
    gap: 36,
    headline: { height: 166, max: 72, min: 34 },
    alone: { height: 350, max: 100, min: 44 },
    text: { height: 92, max: 32, min: 23 },
    small: 30,
    plate: 66,
  },
  portrait: {
    padding: 68,
    photo: { width: 1080, height: 620, isAbove: true },
    leaf: 168,
    gap: 40,
    headline: { height: 200, max: 82, min: 38 },
    alone: { height: 520, max: 116, min: 48 },
    text: { height: 108, max: 36, min: 25 },
    small: 34,
    plate: 72,
  },
  landscape: {
    padding: 52,
    photo: { width: 450, height: 630, isAbove: false },
    leaf: 112,
    gap: 28,
    headline: { height: 190, max: 54, min: 27 },
    alone: { height: 196, max: 72, min: 30 },
    text: { height: 70, max: 25, min: 18 },
    small: 23,
    plate: 50,
  },
  story: {
    padding: 80,
    photo: { width: 1080, height: 820, isAbove: true },
    leaf: 190,
    gap: 44,
    headline: { height: 220, max: 90, min: 42 },
    alone: { height: 600, max: 128, min: 54 },
    text: { height: 150, max: 40, min: 27 },
    small: 38,
    plate: 80,
  },
}
