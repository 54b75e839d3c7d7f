import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { CARD_FORMATS } from './cardFormats.ts'
import type { CardFormat, CardSpec } from './cardSpec.ts'
import type { DrawnBox } from './draw.ts'
import { drawCard, renderCard } from './renderCard.ts'

const brand = { name: 'Marina Estates', colour: '#12607a' }
const formats = Object.keys(CARD_FORMATS) as CardFormat[]

const stripes = (width: number, height: number) =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="50%" height="100%" fill="#c00"/><rect x="50%" width="50%" height="100%" fill="#00c"/></svg>`,
    ),
  )
const photo = await stripes(900, 600).jpeg().toBuffer()
const logo = await stripes(200, 200).png().toBuffer()

/** Each template with little and with as much as it takes, without and with pictures. */
const filled = (format: CardFormat): Record<string, CardSpec> => {
  const words = (length: number) =>
    'Wonderful rooms by the quay Ångström '.repeat(12).slice(0, length).trim()
  const long = { ...brand, name: words(60) }
  const facts = ['A', 'B', 'C', 'D'].map((letter) => letter + words(27))
  const listing = { headline: words(120), price: words(40), location: words(80), facts }
  const news = {
    headline: words(120),
    eyebrow: words(40),
    text: words(300),
    when: words(60),
    where: words(80),
    action: words(40),
  }
  const happening = {
    headline: words(120),
    date: '2026-12-26',
    time: words(60),
    where: words(80),
    text: words(200),
    entry: words(40),
    action: words(40),
  }
  const goods = {
    name: words(80),
    price: words(30),
    was: words(30),
    badge: words(24),
    points: ['A', 'B', 'C'].map((letter) => letter + words(47)),
    action: words(40),
  }
  return {
    'a listing': {
      template: 'listing',
      format,
      brand,
      data: { headline: 'A bright apartment', price: '€ 485,000' },
    },
    'a full listing': { template: 'listing', format, brand: long, data: listing },
    'a full listing with a photo': {
      template: 'listing',
      format,
      brand: { ...long, logo },
      data: { ...listing, photo },
    },
    'a quote': { template: 'quote', format, brand, data: { text: 'They found us a home.' } },
    'a full quote': {
      template: 'quote',
      format,
      brand: { ...long, logo },
      data: { text: words(400), author: words(60), role: words(80) },
    },
    'an event': { template: 'event', format, brand, data: { headline: 'Open on Sunday' } },
    'a full event': { template: 'event', format, brand: long, data: happening },
    'a full event with a photo': {
      template: 'event',
      format,
      brand: { ...long, logo },
      data: { ...happening, photo },
    },
    'a product': { template: 'product', format, brand, data: { name: 'A chair' } },
    'a full product': { template: 'product', format, brand: long, data: goods },
    'a full product with a photo': {
      template: 'product',
      format,
      brand: { ...long, logo },
      data: { ...goods, photo },
    },
    'an announcement': {
      template: 'announcement',
      format,
      brand,
      data: { headline: 'Open on Sunday' },
    },
    'a full announcement': { template: 'announcement', format, brand: long, data: news },
    'a full announcement with a photo': {
      template: 'announcement',
      format,
      brand: { ...long, logo },
      data: { ...news, photo },
    },
  }
}

const PARTS = [
  'headline',
  'location',
  'price',
  'facts',
  'brand',
  'text',
  'author',
  'role',
  'eyebrow',
  'when',
  'where',
  'action',
  'date',
  'time',
  'entry',
  'name',
  'badge',
  'was',
  'point0',
  'point1',
  'point2',
]
const partsOf = (boxes: DrawnBox[]) =>
  boxes.filter(({ key, width }) => PARTS.includes(key) && width > 0)

const doOverlap = (one: DrawnBox, other: DrawnBox) =>
  one.left < other.left + other.width - 1 &&
  other.left < one.left + one.width - 1 &&
  one.top < other.top + other.height - 1 &&
  other.top < one.top + one.height - 1

describe.each(formats)('in the format %s', (format) => {
  const { width, height, top, bottom } = CARD_FORMATS[format]

  it.each(Object.entries(filled(format)))(
    '%s has its size and its parts inside, none over another',
    async (_name, spec) => {
      const { boxes } = await drawCard(spec)
      const parts = partsOf(boxes)
      expect(parts.length).toBeGreaterThan(1)
      for (const part of parts) {
        expect(part.left, part.key).toBeGreaterThanOrEqual(0)
        expect(part.left + part.width, part.key).toBeLessThanOrEqual(width)
        expect(part.top, part.key).toBeGreaterThanOrEqual(top)
        expect(part.top + part.height, part.key).toBeLessThanOrEqual(height - bottom)
        for (const other of parts) {
          if (other !== part)
            expect(doOverlap(part, other), `${part.key} over ${other.key}`).toBe(false)
        }
      }
    },
  )

  it.each([
    [
      'a listing',
      (headline: string): CardSpec => ({
        template: 'listing',
        format,
        brand,
        data: { headline, photo, facts: ['3 rooms'] },
      }),
    ],
    [
      'a quote',
      (text: string): CardSpec => ({
        template: 'quote',
        format,
        brand,
        data: { text, author: 'Ana' },
      }),
    ],
    [
      'an announcement',
      (headline: string): CardSpec => ({
        template: 'announcement',
        format,
        brand,
        data: { headline, when: 'Now' },
      }),
    ],
  ])('all ink of the headline of %s is inside its box', async (_name, card) => {
    const without = await drawCard(card('.'))
    for (const words of [
      'Ångström',
      'Jumping fjord gypsies quietly',
      'ĄĘŹ Ńğş ÇŲ ÉÔ Ấ Ṩ',
      `${'Pygmy quay '.repeat(10)}j`,
    ]) {
      const drawn = await drawCard(card(words))
      const ink = await differingPixels(drawn.svg, without.svg)
      const boxes = [drawn, without].flatMap(({ boxes }) =>
        boxes.filter(({ key }) => key === 'headline' || key === 'text'),
      )
      expect(boxes.length).toBeGreaterThan(1)
      expect(ink.left).toBeGreaterThanOrEqual(Math.min(...boxes.map((box) => box.left)) - 3)
      expect(ink.top).toBeGreaterThanOrEqual(Math.min(...boxes.map((box) => box.top)) - 2)
      expect(ink.right).toBeLessThanOrEqual(
        Math.max(...boxes.map((box) => box.left + box.width)) + 2,
      )
      expect(ink.bottom).toBeLessThanOrEqual(
        Math.max(...boxes.map((box) => box.top + box.height)) + 2,
      )
    }
  })
})

/** The box of all pixels in which two drawings differ. */
const differingPixels = async (one: string, other: string) => {
  const raw = (svg: string) =>
    sharp(Buffer.from(svg)).greyscale().raw().toBuffer({ resolveWithObject: true })
  const [a, b] = [await raw(one), await raw(other)]
  const box = { left: a.info.width, top: a.info.height, right: 0, bottom: 0 }
  for (let i = 0; i < a.data.length; i++) {
    if (Math.abs((a.data[i] ?? 0) - (b.data[i] ?? 0)) < 8) continue
    const [x, y] = [i % a.info.width, Math.floor(i / a.info.width)]
    box.left = Math.min(box.left, x)
    box.top = Math.min(box.top, y)
    box.right = Math.max(box.right, x)
    box.bottom = Math.max(box.bottom, y)
  }
  return box
}

const small: CardSpec = {
  template: 'listing',
  format: 'landscape',
  brand,
  data: { headline: 'A bright apartment', photo },
}

it('the same data give the same bytes, other data give others', async () => {
  const first = await renderCard(small)
  expect(first).toMatchObject({ mimeType: 'image/png', width: 1200, height: 630 })
  expect(await sharp(first.data).metadata()).toMatchObject({
    format: 'png',
    width: 1200,
    height: 630,
    hasAlpha: false,
  })
  expect((await renderCard(structuredClone(small))).data.equals(first.data)).toBe(true)
  const others: CardSpec[] = [
    { ...small, data: { headline: 'A bright apartments', photo } },
    { ...small, data: { headline: 'A bright apartment', photo: logo } },
    { ...small, brand: { ...brand, colour: '#12607b' } },
  ]
  for (const other of others) expect((await renderCard(other)).data.equals(first.data)).toBe(false)
})

it('the photo is cropped from its middle, upright', async () => {
  const wide = await sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1800" height="600">
    <rect width="1800" height="600" fill="#0c0"/><rect x="590" width="310" height="600" fill="#c00"/>
    <rect x="900" width="310" height="600" fill="#00c"/></svg>`),
  )
    .jpeg()
    .toBuffer()
  const turned = await stripes(900, 600).jpeg().withMetadata({ orientation: 6 }).toBuffer()
  const colours = async (picture: Uint8Array, points: { x: number; y: number }[]) => {
    const { data } = await renderCard({ ...small, data: { headline: 'A', photo: picture } })
    const { data: raw, info } = await sharp(data).raw().toBuffer({ resolveWithObject: true })
    return points.map(({ x, y }) => {
      const at = (y * info.width + x) * info.channels
      const strongest = [0, 1, 2].sort((a, b) => (raw[at + b] ?? 0) - (raw[at + a] ?? 0))[0] ?? 0
      return ['red', 'green', 'blue'][strongest]
    })
  }
  const row = [10, 300, 340, 630].map((x) => ({ x, y: 400 }))
  expect(await colours(wide, row)).toEqual(['red', 'red', 'blue', 'blue'])
  const column = [200, 300, 330, 620].map((y) => ({ x: 620, y }))
  expect(await colours(turned, column)).toEqual(['red', 'red', 'blue', 'blue'])
})

describe('writing', () => {
  it.each(['Ελληνικά σπίτια', 'Квартира у моря', 'Căn hộ ở Đà Nẵng', 'Żółta łódź'])(
    '%s is drawn',
    async (headline) => {
      const { missing } = await drawCard({ ...small, data: { headline } })
      expect(missing).toEqual([])
    },
  )
})

describe('what is refused', () => {
  it('data that do not fit, with the place named', async () => {
    const spec = { ...small, data: { headline: '', facts: ['x'.repeat(40)] } }
    await expect(renderCard(spec)).rejects.toMatchObject({
      code: 'CARD_INVALID',
      message: expect.stringMatching(/data\.headline[\s\S]*data\.facts/),
    })
  })

  it('a language that is none, by name', async () => {
    await expect(renderCard({ ...small, lang: 'en-12' })).rejects.toMatchObject({
      code: 'CARD_INVALID',
      message: expect.stringContaining('like ja or zh-Hant'),
    })
  })

  it.each([
    ['a text', Buffer.from('hello')],
    ['a playlist', Buffer.from('#EXTM3U\n/etc/passwd\n')],
    ['half a picture', photo.subarray(0, photo.length / 2)],
    [
      'a picture of absurd size',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="90000" height="90000"/>'),
    ],
  ])('%s in place of a photo', async (_name, bytes) => {
    const spec: CardSpec = { ...small, data: { headline: 'A', photo: bytes } }
    await expect(renderCard(spec)).rejects.toMatchObject({ code: 'MEDIA_UNREADABLE' })
  })

  it('an SVG logo reads no file of the machine', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'card-'))
    const secret = join(folder, 'secret.png')
    await writeFile(secret, logo)
    const svg = (inside: string) =>
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100">${inside}</svg>`,
      )
    const reading = svg(`<image width="100" height="100" xlink:href="file://${secret}"/>`)
    const cards = await Promise.all(
      [reading, svg('')].map((bytes) => renderCard({ ...small, brand: { ...brand, logo: bytes } })),
    )
    expect(cards[0]?.data.equals(cards[1]?.data ?? Buffer.alloc(0))).toBe(true)
    await rm(folder, { recursive: true })
  })
})
