import type { CardFormat } from './cardSpec.ts'

/** Sizes in pixels. `top` and `bottom` are covered by the platform's own signs, and bear no text. */
export type Canvas = { width: number; height: number; top: number; bottom: number }

/** The sizes that platforms recommend: feeds at 1:1 and 4:5, link previews at 1.91:1, stories at 9:16. */
export const CARD_FORMATS: Record<CardFormat, Canvas> = {
  square: { width: 1080, height: 1080, top: 0, bottom: 0 },
  portrait: { width: 1080, height: 1350, top: 0, bottom: 0 },
  landscape: { width: 1200, height: 630, top: 0, bottom: 0 },
  story: { width: 1080, height: 1920, top: 240, bottom: 300 },
}
