import type { MediaFile, Refusal } from '../../adapter.ts'
import type { MediaLimit } from '../rules/mediaLimits.ts'
import { findMediaLimits } from './findMediaLimits.ts'
import { sortOf } from './sortOf.ts'

type Args = {
  platform: string
  platformName: string
  settings: Record<string, unknown>
  media: MediaFile[]
}

/** Sizes are rounded to whole pixels: 1080 × 566 counts as 1.91 to 1. */
const tolerance = 0.01

const round = (value: number): number => Number(value.toFixed(2))

const tellRatio = (value: number): string =>
  value >= 1 ? `${round(value)}:1` : `1:${round(1 / value)}`

const tellSeconds = (seconds: number): string => {
  if (seconds < 120) return `${round(seconds)} s`
  return seconds < 7200 ? `${round(seconds / 60)} min` : `${round(seconds / 3600)} h`
}

type Broken = Pick<Refusal, 'code' | 'message' | 'limit' | 'count'>

const ratioOf = (file: MediaFile, { must }: MediaLimit, name: string): Broken[] => {
  const { width, height } = file
  if (!must?.ratio || !width || !height) return []
  const [least, most] = must.ratio
  const ratio = width / height
  if (ratio >= least * (1 - tolerance) && ratio <= most * (1 + tolerance)) return []
  const message = `${name} takes pictures from ${tellRatio(least)} to ${tellRatio(most)} (width to height); ${file.filename} is ${tellRatio(ratio)}. Crop it.`
  return [{ code: 'MEDIA_RATIO', message, limit: ratio < least ? least : most, count: ratio }]
}

const sideOf = (file: MediaFile, { must }: MediaLimit, name: string): Broken[] => {
  const { width, height } = file
  if (!must?.minSide || !width || !height || Math.min(width, height) >= must.minSide) return []
  const message = `${name} takes nothing below ${must.minSide} pixels on a side; ${file.filename} has ${width} × ${height}. Use a larger one.`
  return [{ code: 'MEDIA_TOO_SMALL', message, limit: must.minSide, count: Math.min(width, height) }]
}

const secondsOf = (file: MediaFile, { must }: MediaLimit, name: string): Broken[] => {
  const { seconds } = file
  if (!must?.seconds || !seconds) return []
  const [least, most] = must.seconds
  const lasts = `${file.filename} lasts ${tellSeconds(seconds)}.`
  if (seconds < least) {
    const message = `${name} takes videos of at least ${tellSeconds(least)}; ${lasts} Use a longer one.`
    return [{ code: 'MEDIA_TOO_SHORT', message, limit: least, count: seconds }]
  }
  // A frame or two more are passed over.
  if (seconds <= most + 0.5) return []
  const message = `${name} takes videos of at most ${tellSeconds(most)}; ${lasts} Shorten it.`
  return [{ code: 'MEDIA_TOO_LONG', message, limit: most, count: seconds }]
}

/**
 * What of the files no conversion could bring to the platform: `MEDIA_RATIO`, `MEDIA_TOO_SMALL`, `MEDIA_TOO_SHORT`,
 * `MEDIA_TOO_LONG`, each with where its rule was read. What is not known of a file is left for the platform to judge.
 */
export const checkLimits = (args: Args): Refusal[] => {
  const { platform, platformName, settings, media } = args
  return media.flatMap((file) => {
    const of = sortOf(file)
    if (!of) return []
    return findMediaLimits({ platform, settings, of }).flatMap((limit) => {
      const { source, checkedOn } = limit
      return [ratioOf, sideOf, secondsOf]
        .flatMap((judge) => judge(file, limit, platformName))
        .map((broken) => ({ ...broken, field: 'media' as const, source, checkedOn }))
    })
  })
}
