import type { CardSpec } from '../card/cardSpec.ts'
import { drawCard } from '../card/renderCard.ts'
import { mapCard } from '../mapMedia.ts'
import { mediaError } from '../mediaError.ts'
import { readPictureFile } from '../readPictureFile.ts'
import { nearestFormat } from './nearestFormat.ts'
import type { Overlay } from './videoSpec.ts'

type Args = {
  card: Extract<Overlay, { kind: 'card' }>['card']
  frame: { width: number; height: number }
}

/**
 * Draws a card in the size of a frame, as PNG: in the format whose proportions come nearest, its edges drawn on where
 * they differ.
 *
 * @throws the codes of `drawCard`
 */
export const drawCardForFrame = async ({ card, frame }: Args): Promise<Buffer> => {
  if (!card.brand) throw mediaError({ code: 'CARD_INVALID', message: 'The card bears no brand.' })
  const format = nearestFormat(frame)
  const read = await readFiles(card)
  const { svg, width, height } = await drawCard({ ...(read as CardSpec), format })
  const { default: sharp } = await import('sharp')
  const scale = Math.min(frame.width / width, frame.height / height)
  const size = { width: Math.round(width * scale), height: Math.round(height * scale) }
  const drawn = await sharp(Buffer.from(svg), { density: 72 * Math.max(1, scale) })
    .resize({ ...size, fit: 'fill' })
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer()
  const left = Math.floor((frame.width - size.width) / 2)
  const top = Math.floor((frame.height - size.height) / 2)
  return sharp(drawn)
    .extend({
      ...{ left, right: frame.width - size.width - left },
      ...{ top, bottom: frame.height - size.height - top },
      extendWith: 'copy',
    })
    .png({ compressionLevel: 1 })
    .toBuffer()
}

/** The card with the bytes of its files in place of their paths. */
const readFiles = async (card: Args['card']): Promise<unknown> => {
  const paths = new Set<string>()
  mapCard(card, (file) => typeof file === 'string' && paths.add(file))
  const bytes = new Map<unknown, Buffer>()
  for (const path of paths) bytes.set(path, await readPictureFile(path))
  return mapCard(card, (file) => bytes.get(file) ?? file)
}
