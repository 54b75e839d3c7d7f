import type { Conversion } from './adapter.ts'

/** By how much a picture is made smaller to keep within a conversion's sides and area: at most 1. */
export const scaleFor = (
  { width, height }: { width: number; height: number },
  { maxSide, maxPixels }: Pick<Conversion, 'maxSide' | 'maxPixels'>,
): number =>
  Math.min(
    1,
    maxSide ? maxSide / Math.max(width, height) : 1,
    maxPixels ? Math.sqrt(maxPixels / (width * height)) : 1,
  )
