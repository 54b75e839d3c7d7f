import type { MediaKind } from './sniffMedia.ts'

const types: Record<Exclude<MediaKind, 'unknown'>, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  gif: 'image/gif',
  avif: 'image/avif',
  heic: 'image/heic',
  bmp: 'image/bmp',
  tiff: 'image/tiff',
  svg: 'image/svg+xml',
  mp4: 'video/mp4',
  mov: 'video/quicktime',
  m4v: 'video/x-m4v',
  matroska: 'video/x-matroska',
  avi: 'video/vnd.avi',
}

/** The pictures and videos that Postyard takes and brings into the form that each channel wants. */
export const mediaTypes: string[] = [
  ...['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
  ...['image/avif', 'image/bmp', 'image/tiff', 'image/heic', 'image/heif'],
  ...['video/mp4', 'video/quicktime', 'video/x-m4v'],
  ...['video/webm', 'video/matroska', 'video/x-matroska'],
]

/** The type of media of a kind; `said` where the kind says less than it: WebM is a Matroska. */
export const typeOfKind = (kind: MediaKind, said: string): string => {
  if (kind === 'unknown') return said
  const isMatroska = kind === 'matroska' && /^video\/(?:webm|(?:x-)?matroska)$/.test(said)
  return isMatroska ? said : types[kind]
}

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
}

/** The end of the name of a file that is made here. */
export const endingOf = (mimeType: string): string => endings[mimeType] ?? 'bin'
