export type FileType = { mime: string; extension: string }

const image = (extension: string, mime = `image/${extension}`): FileType => ({ mime, extension })

const mp4Brands = /^(?:isom|iso[2-9]|mp4[12v]|avc1|dash|M4V |MSNV|mmp4)/

/** Tells a file's type from its first bytes; null for all that Postiz does not take. */
export function sniffType(bytes: Uint8Array): FileType | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 32))
  const latin = head.toString('latin1')
  if (latin.startsWith('\xff\xd8\xff')) return image('jpg', 'image/jpeg')
  if (latin.startsWith('\x89PNG\r\n\x1a\n')) return image('png')
  if (/^GIF8[79]a/.test(latin)) return image('gif')
  if (latin.startsWith('RIFF') && latin.slice(8, 12) === 'WEBP') return image('webp')
  if (latin.startsWith('BM')) return image('bmp')
  if (latin.startsWith('II*\0') || latin.startsWith('MM\0*')) return image('tiff')
  if (latin.slice(4, 8) !== 'ftyp') return null
  const brand = latin.slice(8, 12)
  if (brand === 'avif' || brand === 'avis') return image('avif')
  return mp4Brands.test(brand) ? { mime: 'video/mp4', extension: 'mp4' } : null
}

/** Bytes: 10 MB for an image, 1 GB for a video. */
export function maxBytesOf(type: FileType): number {
  return type.mime.startsWith('video/') ? 1024 ** 3 : 10 * 1024 ** 2
}
