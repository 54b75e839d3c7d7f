import { open } from 'node:fs/promises'

/** What a file is by its first bytes, whatever its name or declared type says. */
export type MediaKind =
  | 'mp4'
  /** QuickTime and its kin: the streams of an MP4 in another container. */
  | 'mov'
  | 'm4v'
  | 'matroska'
  | 'avi'
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'avif'
  | 'heic'
  | 'bmp'
  | 'tiff'
  | 'svg'
  | 'unknown'

/** How many bytes `sniffMedia` wants to see. */
export const SNIFFED_BYTES = 512

/** In both orders of bytes, and for large files. */
const TIFFS = ['II*\0', 'MM\0*', 'II+\0', 'MM\0+']

/** Names the type of a file by its first bytes. Playlists and everything that is not listed are `unknown`. */
export const sniffMedia = (head: Uint8Array): MediaKind => {
  const text = Buffer.from(
    head.buffer,
    head.byteOffset,
    Math.min(head.byteLength, SNIFFED_BYTES),
  ).toString('latin1')
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (text.startsWith('GIF8')) return 'gif'
  if (TIFFS.some((mark) => text.startsWith(mark))) return 'tiff'
  if (isBitmap(text)) return 'bmp'
  if (text.startsWith('\x1a\x45\xdf\xa3')) return 'matroska'
  if (text.startsWith('RIFF')) {
    if (text.slice(8, 12) === 'WEBP') return 'webp'
    return text.slice(8, 12) === 'AVI ' ? 'avi' : 'unknown'
  }
  const box = text.slice(4, 8)
  if (box === 'ftyp') return brandKind(text.slice(8, 12))
  if (/^(?:moov|mdat|wide|free|skip|pnot)$/.test(box)) return 'mov'
  if (/^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(text))
    return 'svg'
  return 'unknown'
}

/** The type of a file on disk. */
export const sniffFile = async (path: string): Promise<MediaKind> => {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0)
    return sniffMedia(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

/** "BM" alone begins many a text: the size of the header that follows tells a bitmap. */
const isBitmap = (text: string): boolean =>
  text.startsWith('BM') && [12, 40, 52, 56, 64, 108, 124].includes(text.charCodeAt(14))

const brandKind = (brand: string): MediaKind => {
  if (brand === 'avif' || brand === 'avis') return 'avif'
  if (/^(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/.test(brand)) return 'heic'
  if (brand === 'qt  ' || /^3g[2gprs]/.test(brand)) return 'mov'
  return brand.startsWith('M4V') ? 'm4v' : 'mp4'
}
