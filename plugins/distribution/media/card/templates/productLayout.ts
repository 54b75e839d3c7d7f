import type { CardFormat } from '../cardSpec.ts'
import type { Box, Fit } from './listingLayout.ts'

/** Where the parts of a product stand, in pixels. */
export type ProductLayout = {
  /** What shows the photo, with its rounded corners; without one, the name. */
  frame: Box
  radius: number
  /** The words below the frame, or beside it. */
  words: Box
  name: Fit
  /** The name where there is no photo: it stands in the frame. */
  poster: Fit & { padding: number }
  price: number
  small: number
  plate: number
}

export const PRODUCT_LAYOUTS: Record<CardFormat, ProductLayout> = {
  square: {
    frame: { left: 48, top: 48, width: 984, height: 540 },
    radius: 36,
    words: { left: 64, top: 624, width: 952, height: 404 },
    name: { height: 128, max: 58, min: 32 },
    poster: { height: 300, max: 96, min: 40, padding: 56 },
    price: 62,
    small: 29,
    plate: 64,
  },
  portrait: {
    frame: { left: 52, top: 52, width: 976, height: 720 },
    radius: 40,
    words: { left: 68, top: 812, width: 944, height: 482 },
    name: { height: 156, max: 68, min: 36 },
    poster: { height: 440, max: 112, min: 46, padding: 60 },
    price: 72,
    small: 33,
    plate: 70,
  },
  landscape: {
    frame: { left: 36, top: 36, width: 560, height: 558 },
    radius: 30,
    words: { left: 636, top: 52, width: 516, height: 526 },
    name: { height: 180, max: 52, min: 28 },
    poster: { height: 340, max: 72, min: 32, padding: 44 },
    price: 52,
    small: 25,
    plate: 52,
  },
  story: {
    frame: { left: 60, top: 250, width: 960, height: 780 },
    radius: 44,
    words: { left: 76, top: 1076, width: 928, height: 530 },
    name: { height: 170, max: 74, min: 40 },
    poster: { height: 480, max: 120, min: 50, padding: 64 },
    price: 78,
    small: 36,
    plate: 78,
  },
}
