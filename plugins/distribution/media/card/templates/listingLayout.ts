import type { CardFormat } from '../cardSpec.ts'

export type Box = { left: number; top: number; width: number; height: number }

/** Letters that shrink to fit: the height of their box and the limits of their size. */
export type Fit = { height: number; max: number; min: number }

/** Where the parts of a listing stand, in pixels. */
export type ListingLayout = {
  photo: Box
  panel: Box & { padding: string; radius: number }
  /** The width of the panel without its padding. */
  inner: number
  headline: Fit
  /** Without a photo the headline stands large in its place. `bottom` is counted from the card's lower edge. */
  poster: Fit & { left: number; bottom: number; width: number }
  /** The most that the facts may take. */
  facts: number
  /** The size of small letters. */
  small: number
  /** Where the price's tag hangs: its distance from the card's right edge, and its middle. */
  tag: { right: number; middle: number; size: number; width: number }
  plate: { left: number; top: number; size: number }
}

type Args = { format: CardFormat; hasPhoto: boolean }

/** Where the parts of a listing stand in a format. */
export const listingLayout = ({ format, hasPhoto }: Args): ListingLayout =>
  format === 'landscape' && !hasPhoto ? BARE_LANDSCAPE : LAYOUTS[format]

const LAYOUTS: Record<CardFormat, ListingLayout> = {
  square: {
    photo: { left: 0, top: 0, width: 1080, height: 622 },
    panel: { left: 0, top: 622, width: 1080, height: 458, padding: '62px 64px 56px', radius: 0 },
    inner: 952,
    headline: { height: 154, max: 72, min: 38 },
    poster: { left: 64, bottom: 540, width: 900, height: 370, max: 104, min: 44 },
    facts: 122,
    small: 30,
    tag: { right: 64, middle: 622, size: 46, width: 680 },
    plate: { left: 48, top: 48, size: 76 },
  },
  portrait: {
    photo: { left: 0, top: 0, width: 1080, height: 806 },
    panel: { left: 0, top: 806, width: 1080, height: 544, padding: '76px 64px 68px', radius: 0 },
    inner: 952,
    headline: { height: 200, max: 84, min: 42 },
    poster: { left: 64, bottom: 640, width: 900, height: 560, max: 118, min: 48 },
    facts: 130,
    small: 32,
    tag: { right: 64, middle: 806, size: 52, width: 680 },
    plate: { left: 48, top: 48, size: 80 },
  },
  landscape: {
    photo: { left: 0, top: 0, width: 640, height: 630 },
    panel: {
      left: 640,
      top: 0,
      width: 560,
      height: 630,
      padding: '60px 52px 56px 56px',
      radius: 0,
    },
    inner: 452,
    headline: { height: 240, max: 58, min: 30 },
    poster: { left: 48, bottom: 142, width: 540, height: 350, max: 72, min: 32 },
    facts: 190,
    small: 24,
    tag: { right: 596, middle: 556, size: 38, width: 452 },
    plate: { left: 36, top: 36, size: 60 },
  },
  story: {
    photo: { left: 0, top: 0, width: 1080, height: 1920 },
    panel: { left: 60, top: 1060, width: 960, height: 550, padding: '80px 60px 60px', radius: 44 },
    inner: 840,
    headline: { height: 190, max: 80, min: 42 },
    poster: { left: 84, bottom: 980, width: 880, height: 560, max: 124, min: 48 },
    facts: 140,
    small: 34,
    tag: { right: 112, middle: 1060, size: 54, width: 620 },
    plate: { left: 60, top: 250, size: 84 },
  },
}

/** Without a photo to fill half of it, the panel lies below. */
const BARE_LANDSCAPE: ListingLayout = {
  photo: { left: 0, top: 0, width: 1200, height: 410 },
  panel: { left: 0, top: 410, width: 1200, height: 220, padding: '46px 52px 40px', radius: 0 },
  inner: 1096,
  headline: { height: 252, max: 58, min: 30 },
  poster: { left: 52, bottom: 270, width: 1000, height: 236, max: 82, min: 34 },
  facts: 60,
  small: 26,
  tag: { right: 52, middle: 410, size: 38, width: 780 },
  plate: { left: 48, top: 36, size: 60 },
}
