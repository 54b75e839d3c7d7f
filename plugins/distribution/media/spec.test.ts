import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { listMedia, mapMedia } from './mapMedia.ts'
import type { MediaId } from './mediaId.ts'
import { putBrand } from './putBrand.ts'
import { hashBytes, renderKey } from './renderKey.ts'
import { type RenderSpec, renderSpecSchema } from './spec.ts'

const brand = { name: 'Marina Estates', colour: '#12607a', logo: 7 }
const card = renderSpecSchema.parse({
  kind: 'card',
  template: 'listing',
  format: 'square',
  brand,
  data: {
    headline: 'A bright apartment',
    facts: ['3 bedrooms'],
    photo: '0198f1c2-1111-7abc-8def-001122334455',
  },
})
const video = renderSpecSchema.parse({
  kind: 'video',
  clip: 12,
  intro: { kind: 'image', image: 13, seconds: 1.5 },
  outro: { kind: 'image', image: 13, seconds: 3 },
  frame: { width: 1080, height: 1920 },
})

const hashes: Record<string, string> = {
  7: 'aa',
  12: 'bb',
  13: 'cc',
  '0198f1c2-1111-7abc-8def-001122334455': 'dd',
}
const hashOf = (id: MediaId) => hashes[id] ?? `unknown ${id}`
const keyOf = (spec: RenderSpec, of = hashOf) => renderKey({ spec, hashOf: of })

describe('a render spec', () => {
  it('names each of its files once', () => {
    expect(listMedia(card)).toEqual([7, '0198f1c2-1111-7abc-8def-001122334455'])
    expect(listMedia(video)).toEqual([12, 13])
  })

  it('can bear paths in place of ids', () => {
    expect(mapMedia(video, (id) => `/files/${id}`)).toMatchObject({
      clip: '/files/12',
      intro: { image: '/files/13', seconds: 1.5 },
      outro: { image: '/files/13' },
    })
  })

  it('has an intro on frames of its own unless it says otherwise', () => {
    expect(video).toMatchObject({ intro: { placement: 'own_frames' }, fit: 'pad' })
  })

  it('names the files of slides, music and cards within a video', () => {
    const { kind: _, format, template, data } = card as Extract<RenderSpec, { kind: 'card' }>
    const slides = renderSpecSchema.parse({
      kind: 'video',
      slides: [21, 22].map((image) => ({ image, seconds: 2 })),
      music: 23,
      intro: { kind: 'card', card: { template, format, brand, data }, seconds: 2 },
      outro: { kind: 'clip', clip: 24, seconds: 1 },
      frame: { width: 1080, height: 1080 },
    })
    expect(listMedia(slides)).toEqual([
      ...[21, 22, 23, 7],
      ...['0198f1c2-1111-7abc-8def-001122334455', 24],
    ])
  })

  it('has a brand put onto the cards that bear none, wherever they stand', async () => {
    const { template, data } = card as Extract<RenderSpec, { kind: 'card' }>
    const bare = { template, format: 'square', data }
    const outro = { kind: 'card', card: bare, seconds: 1 }
    const put = (spec: unknown) =>
      putBrand(renderSpecSchema.parse(spec), async () => ({ name: 'Riverside', colour: '#102030' }))
    expect(await put({ kind: 'card', ...bare })).toMatchObject({ brand: { name: 'Riverside' } })
    expect(await put({ ...video, outro })).toMatchObject({
      outro: { card: { brand: { name: 'Riverside' } } },
    })
    const own = { ...outro, card: { ...bare, brand } }
    expect(await put({ ...video, outro: own })).toMatchObject({ outro: { card: { brand } } })
  })

  it.each([
    ['a clip and slides', { ...video, slides: [{ image: 1, seconds: 2 }] }],
    ['neither a clip nor slides', { ...video, clip: undefined }],
    ['music beside a clip', { ...video, music: 3 }],
    ['an overlay of 3.5 s', { ...video, intro: { kind: 'image', image: 13, seconds: 3.5 } }],
    ['an overlay of no length', { ...video, intro: { kind: 'image', image: 13, seconds: 0 } }],
    ['an odd frame', { ...video, frame: { width: 1081, height: 1920 } }],
    ['a path in place of an id', { ...video, clip: '../../etc/passwd' }],
    ['an unknown template', { ...card, template: 'poster' }],
    ['data of another template', { ...card, template: 'quote' }],
    ['a colour that is no colour', { ...card, brand: { ...brand, colour: 'teal' } }],
  ])('%s is refused', (_name, spec) => {
    expect(renderSpecSchema.safeParse(spec).success).toBe(false)
  })

  it('can be shown as JSON Schema', () => {
    expect(JSON.stringify(z.toJSONSchema(renderSpecSchema, { io: 'input' }))).toContain(
      '"const":"video"',
    )
  })
})

describe('the key of a rendering', () => {
  it('is the same whatever the order of properties and the ids of the same files are', () => {
    const { kind, clip, ...rest } = video as Extract<RenderSpec, { kind: 'video' }>
    expect(keyOf({ ...rest, clip, kind })).toBe(keyOf(video))
    const copied = mapMedia(video, (id) => (id === 12 ? 99 : id)) as RenderSpec
    expect(keyOf(copied, (id) => hashOf(id === 99 ? 12 : id))).toBe(keyOf(video))
  })

  it('is the same with and without what is left out by default', () => {
    expect(
      keyOf(
        renderSpecSchema.parse({
          ...video,
          background: '#000000',
          intro: video.kind === 'video' && video.intro,
        }),
      ),
    ).toBe(keyOf(video))
  })

  it('is another with other bytes, seconds, data or brand', () => {
    const keys = [
      keyOf(video),
      keyOf(video, (id) => (id === 12 ? 'ee' : hashOf(id))),
      keyOf({
        ...video,
        outro: { kind: 'image', image: 13, seconds: 2.9, placement: 'own_frames' },
      } as RenderSpec),
      keyOf(card),
      keyOf(card, (id) => (id === 7 ? 'ee' : hashOf(id))),
      keyOf({ ...card, brand: { ...brand, colour: '#12607b' } } as RenderSpec),
      keyOf({ ...card, format: 'story' } as RenderSpec),
    ]
    expect(new Set(keys).size).toBe(keys.length)
    for (const key of keys) expect(key).toMatch(/^(card|video)-[0-9a-f]{64}$/)
  })

  it('is not given to a card without a brand', () => {
    expect(() => keyOf({ ...card, brand: undefined } as RenderSpec)).toThrow('brand')
  })

  it('hashes bytes as sha256 does', () => {
    expect(hashBytes(Buffer.from('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
  })
})
