import { open } from 'node:fs/promises'

/** What a file is by its first bytes, whatever its name or declared type says. */
export type MediaKind =
  | 'mp4'
  | 'matroska'
  | 'avi'
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'avif'
  | 'heic'
  | 'svg'
  | 'unknown'

/** How many bytes `sniffMedia` wants to see. */
export const SNIFFED_BYTES = 512

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
  if (text.startsWith('\x1a\x45\xdf\xa3')) return 'matroska'
  if (text.startsWith('RIFF')) {
    if (text.slice(8, 12) === 'WEBP') return 'webp'
    return text.slice(8, 12) === 'AVI ' ? 'avi' : 'unknown'
  }
  const box = text.slice(4, 8)
  if (box === 'ftyp') return brandKind(text.slice(8, 12))
  if (box === 'moov' || box === 'mdat' || box === 'wide') return 'mp4'
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

const brandKind = (brand: string): MediaKind => {
  if (brand === 'avif' || brand === 'avis') return 'avif'
  if (/^(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1)$/.test(brand)) return 'heic'
  return 'mp4'
}
