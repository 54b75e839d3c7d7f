import type { CardFormat } from '../cardSpec.ts'
import type { Fit } from './listingLayout.ts'

/** Where the parts of an announcement stand, in pixels. */
export type AnnouncementLayout = {
  padding: number
  /** The photo stands above the words, or beside them. */
  photo: { width: number; height: number; isAbove: boolean }
  headline: Fit
  /** Without a photo there is more room. */
  alone: Fit
  text: Fit
  small: number
  plate: number
}

export const ANNOUNCEMENT_LAYOUTS: Record<CardFormat, AnnouncementLayout> = {
  square: {
    padding: 68,
    photo: { width: 1080, height: 430, isAbove: true },
    headline: { height: 164, max: 76, min: 38 },
    alone: { height: 400, max: 118, min: 50 },
    text: { height: 132, max: 34, min: 24 },
    small: 30,
    plate: 66,
  },
  portrait: {
    padding: 72,
    photo: { width: 1080, height: 620, isAbove: true },
    headline: { height: 210, max: 90, min: 42 },
    alone: { height: 560, max: 132, min: 54 },
    text: { height: 152, max: 38, min: 26 },
    small: 34,
    plate: 72,
  },
  landscape: {
    padding: 56,
    photo: { width: 470, height: 630, isAbove: false },
    headline: { height: 190, max: 62, min: 30 },
    alone: { height: 210, max: 82, min: 34 },
    text: { height: 84, max: 26, min: 19 },
    small: 24,
    plate: 52,
  },
  story: {
    padding: 84,
    photo: { width: 1080, height: 700, isAbove: true },
    headline: { height: 240, max: 100, min: 46 },
    alone: { height: 680, max: 146, min: 58 },
    text: { height: 190, max: 42, min: 28 },
    small: 38,
    plate: 80,
  },
}
