import type { MediaFile, Refusal } from '../../adapter.ts'
import type { MediaRule, MediaShape } from '../rules/rule.ts'
import { fileRules } from '../rules.ts'

type Args = { platformName: string; media: MediaFile[]; rule: MediaRule | undefined }
type Counts = { images: number; videos: number; total: number }

const refuse = (code: string, message: string): Refusal => ({ code, message, field: 'media' })

const findFileRule = ({ mimeType }: MediaFile) =>
  fileRules.find((rule) => rule.mimeType === mimeType.toLowerCase())

const checkFile = (file: MediaFile): Refusal[] => {
  const rule = findFileRule(file)
  if (!rule) {
    const message = `Postiz does not take ${file.filename} (${file.mimeType}). Use JPEG, PNG, GIF, WebP or MP4.`
    return [refuse('MEDIA_TYPE_UNSUPPORTED', message)]
  }
  if (file.bytes <= 0) return [refuse('MEDIA_EMPTY', `The file ${file.filename} is empty.`)]
  if (file.bytes <= rule.maxBytes) return []
  const limit = `${rule.maxBytes / 1024 ** 2} MB`
  const message = `${file.filename} has ${(file.bytes / 1024 ** 2).toFixed(1)} MB; Postiz takes ${limit}.`
  return [refuse('MEDIA_TOO_LARGE', message)]
}

const limitsOf = (shape: MediaShape) =>
  [
    ['images', shape.images],
    ['videos', shape.videos],
    ['total', shape.total ?? [0, Number.POSITIVE_INFINITY]],
  ] as const

const fits = (shape: MediaShape, counts: Counts): boolean =>
  limitsOf(shape).every(([name, [least, most]]) => counts[name] >= least && counts[name] <= most)

const lacks = (shape: MediaShape, counts: Counts): boolean =>
  limitsOf(shape).every(([name, [, most]]) => counts[name] <= most)

const checkShape = (
  rule: MediaRule,
  counts: Counts,
): 'MEDIA_REQUIRED' | 'MEDIA_TYPE_UNSUPPORTED' | 'TOO_MANY_MEDIA' | null => {
  const { shapes } = rule
  if (shapes.some((shape) => fits(shape, counts))) return null
  const isNever = (name: 'images' | 'videos') => shapes.every((shape) => shape[name][1] === 0)
  if (counts.images > 0 && isNever('images')) return 'MEDIA_TYPE_UNSUPPORTED'
  if (counts.videos > 0 && isNever('videos')) return 'MEDIA_TYPE_UNSUPPORTED'
  return shapes.some((shape) => lacks(shape, counts)) ? 'MEDIA_REQUIRED' : 'TOO_MANY_MEDIA'
}

/** Sizes that are not known here are left for Postiz to judge. */
const hasRightSizes = (rule: MediaRule, media: MediaFile[]): boolean => {
  const sizes = media
    .filter((file) => findFileRule(file)?.kind === 'image' && file.width && file.height)
    .map(({ width, height }) => `${width}x${height}`)
  const isAllowed = (size: string) => rule.sizes?.some((pair) => pair.join('x') === size) ?? true
  return sizes.every(isAllowed) && (!rule.hasOneSize || new Set(sizes).size <= 1)
}

/**
 * What keeps these files from the platform: `MEDIA_REQUIRED`, `TOO_MANY_MEDIA`, `MEDIA_TYPE_UNSUPPORTED`,
 * `MEDIA_TOO_LARGE`, `MEDIA_EMPTY`, `MEDIA_DIMENSIONS`.
 */
export const checkMedia = ({ platformName, media, rule }: Args): Refusal[] => {
  const refusals = media.flatMap(checkFile)
  if (!rule) return refusals
  const kinds = media.map((file) => findFileRule(file)?.kind)
  const images = kinds.filter((kind) => kind === 'image').length
  const videos = kinds.filter((kind) => kind === 'video').length
  const hasUnreadable = kinds.includes(undefined)
  const code = checkShape(rule, { images, videos, total: images + videos })
  if (code !== null && !(hasUnreadable && code === 'MEDIA_REQUIRED')) {
    const found = `${images} picture(s) and ${videos} video(s)`
    const message = `${platformName} takes ${rule.says}; this post has ${found}.`
    return [...refusals, refuse(code, message)]
  }
  if (hasRightSizes(rule, media)) return refusals
  const message = `${platformName} takes ${rule.says}. Give the pictures the right size.`
  return [...refusals, refuse('MEDIA_DIMENSIONS', message)]
}
