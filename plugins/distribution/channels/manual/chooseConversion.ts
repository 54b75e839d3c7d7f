import type { Conversion, MediaFile } from '../adapter.ts'

/** What no phone, or only some phones, can show and hand on. */
const unshown = new Set([
  'image/avif',
  'image/bmp',
  'image/tiff',
  'image/heic',
  'image/heif',
  'video/webm',
  'video/matroska',
  'video/x-matroska',
])

/** Large enough for whatever a phone makes of it. */
const taken: Record<'image' | 'video', Conversion> = {
  image: {
    to: 'picture',
    types: ['image/gif', 'image/jpeg', 'image/png', 'image/webp'],
    maxBytes: 10 * 1024 ** 2,
  },
  video: { to: 'video', types: ['video/mp4'], maxBytes: 1024 ** 3 },
}

/** Into what a file is made before a person gets it on a phone; undefined where the phone shows it as it is. */
export const chooseConversion = ({ file }: { file: MediaFile }): Conversion | undefined => {
  const type = file.mimeType.toLowerCase()
  if (!unshown.has(type)) return undefined
  return type.startsWith('video/') ? taken.video : taken.image
}
