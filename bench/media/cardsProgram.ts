import { createHash } from 'node:crypto'
import satori from 'satori'
import sharp from 'sharp'
import {
  type CardSpec,
  renderedCardSchema,
} from '../../plugins/distribution/media/card/cardSpec.ts'
import { composeCard } from '../../plugins/distribution/media/card/composeCard.ts'
import { renderCard } from '../../plugins/distribution/media/card/renderCard.ts'
import { answerOrders } from '../support/answerOrders.ts'

/** What this program is told: to draw so many cards in one of two ways. */
export type CardsOrder = { type: 'draw'; way: 'ours' | 'alone'; cards: number }

export type CardsMessage =
  | { type: 'ready' }
  /** `ms` for all cards; `sum` of the last one, so that both ways can be told to have drawn the same. */
  | { type: 'drawn'; ms: number; sum: string }

const photoSvg = `<svg xmlns="http://www.w3.org/2000/svg" width="2400" height="1600">
  <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#bfe3f5"/><stop offset="1" stop-color="#b98d5a"/></linearGradient></defs>
  <rect width="2400" height="1600" fill="url(#sky)"/><circle cx="1800" cy="420" r="180" fill="#fff3c4"/>
  <path d="M0 1300L600 820 1040 1160 1520 700 2400 1340V1600H0Z" fill="#5a7d6a"/></svg>`
const photo = await sharp(Buffer.from(photoSvg)).jpeg({ quality: 92 }).toBuffer()

/** A card as most are: a photo, a headline of two lines, a place, a price and three facts. */
const spec: CardSpec = {
  template: 'listing',
  format: 'square',
  brand: { name: 'Marina Estates', colour: '#12607a' },
  data: {
    headline: 'Bright apartment with three bedrooms by the quay',
    price: '€ 485,000',
    facts: ['3 bedrooms', '124 m²', 'terrace'],
    location: 'Doca de Alcântara, Lisbon',
    photo,
  },
}

const ready = await composeCard(renderedCardSchema.parse(spec))

const ways = {
  ours: async () => (await renderCard(spec)).data,
  /** The same card with all that has to be found out known before: the photo is brought to its size, and it is drawn. */
  alone: async () => {
    const { width, height } = { width: 1080, height: 622 }
    await sharp(photo)
      .autoOrient()
      .resize({ width, height, fit: 'cover' })
      .jpeg({ quality: 94, chromaSubsampling: '4:4:4' })
      .toBuffer()
    const svg = await satori(ready.element, { ...ready.canvas, fonts: ready.fonts })
    return sharp(Buffer.from(svg)).removeAlpha().png().toBuffer()
  },
}

answerOrders({
  draw: async ({ way, cards }: CardsOrder) => {
    const begun = performance.now()
    let last: Uint8Array = new Uint8Array()
    for (let card = 0; card < cards; card += 1) last = await ways[way]()
    const ms = performance.now() - begun
    return { type: 'drawn', ms, sum: createHash('sha256').update(last).digest('hex') }
  },
})
process.send?.({ type: 'ready' })
