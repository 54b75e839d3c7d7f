import { DistributionError } from '../../errors.ts'
import { mapMedia } from '../mapMedia.ts'
import { isMediaError } from '../mediaError.ts'
import type { MediaId } from '../mediaId.ts'
import type { RenderSpec } from '../spec.ts'
import type { CardSpec } from './cardSpec.ts'
import { renderCard } from './renderCard.ts'

type CardOfPost = Extract<RenderSpec, { kind: 'card' }>

type Args = {
  /** With its brand. */
  card: CardOfPost
  bytesOf: (id: MediaId) => Uint8Array
}

/** A card as it will be, small enough to be shown while it is written: `image` is a data address. Sizes are the card's own. */
export type CardPreview = { image: string; width: number; height: number }

/** The width of the picture that is shown, in pixels. */
const shownWidth = 900

/**
 * Draws a card for the one who writes it.
 *
 * @throws RENDER_SPEC_INVALID with the place of each part that cannot be drawn
 */
export const previewCard = async ({ card, bytesOf }: Args): Promise<CardPreview> => {
  const spec = mapMedia(card, bytesOf) as unknown as CardSpec
  try {
    const { data, width, height } = await inTurn(() => renderCard(spec))
    const { default: sharp } = await import('sharp')
    const small = await sharp(data).resize({ width: shownWidth }).webp({ quality: 88 }).toBuffer()
    return { image: `data:image/webp;base64,${small.toString('base64')}`, width, height }
  } catch (error) {
    throw asRefusal(error, card)
  }
}

let last: Promise<unknown> = Promise.resolve()

/** One after the other: drawing takes a whole core, which the panel shares with everybody. */
const inTurn = <Result>(draw: () => Promise<Result>): Promise<Result> => {
  const next = last.then(draw)
  last = next.catch(() => undefined)
  return next
}

/** At the fields that cause it, where those are known. */
const asRefusal = (error: unknown, card: CardOfPost): unknown => {
  if (!isMediaError(error)) return error
  const missing = 'missing' in error && Array.isArray(error.missing) ? error.missing : []
  const data = Object.entries(card.data)
  const places =
    error.code === 'MEDIA_UNREADABLE'
      ? ['photo']
      : data.flatMap(([name, value]) =>
          missing.some((one) => JSON.stringify(value).includes(String(one))) ? [name] : [],
        )
  const details = places.map((name) => ({
    path: `render.data.${name}`,
    code: error.code,
    message: error.message,
  }))
  return new DistributionError('RENDER_SPEC_INVALID', error.message, { details, cause: error })
}
