import type { Content, Conversion, MediaFile } from './adapter.ts'
import { chooseConversion } from './chooseConversion.ts'
import { scaleFor } from './scaleFor.ts'

/** The type that the conversion of a picture most likely has: the rules ask no more than whether it is one that is taken. */
const typeOf = (file: MediaFile, { types }: Conversion): string => {
  const wanted = [
    ...(file.facts?.isAnimated ? ['image/gif'] : []),
    ...(file.facts?.hasAlpha ? ['image/png'] : []),
    ...['image/jpeg', 'video/mp4'],
  ]
  return wanted.find((type) => types.includes(type)) ?? types[0] ?? file.mimeType
}

const sizeOf = ({ width, height }: MediaFile, conversion: Conversion) => {
  if (!width || !height) return { width, height }
  const scale = scaleFor({ width, height }, conversion)
  return { width: Math.floor(width * scale), height: Math.floor(height * scale) }
}

type Args = Omit<Parameters<typeof chooseConversion>[0], 'file'>

/**
 * A content as its channel will get it, before anything is converted: the rules then judge what comes of a file, and not
 * what it is now. Its size in bytes is not known yet.
 */
export const foretellMedia = ({ content, ...args }: Args): Content => {
  const foretell = (file: MediaFile): MediaFile => {
    const conversion = chooseConversion({ ...args, content, file })
    if (!conversion) return file
    return {
      ...file,
      ...sizeOf(file, conversion),
      mimeType: typeOf(file, conversion),
      bytes: 1,
      facts: null,
    }
  }
  return {
    ...content,
    media: content.media.map(foretell),
    ...(content.parts
      ? { parts: content.parts.map((part) => ({ ...part, media: part.media.map(foretell) })) }
      : {}),
  }
}
