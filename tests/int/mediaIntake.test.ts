import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hostileFiles } from '../../plugins/distribution/media/testing/hostileFiles.ts'
import {
  type Sample,
  type SampleName,
  samples,
} from '../../plugins/distribution/media/testing/samples.ts'
import { type Answer, addPerson, addTenant, type Person } from './support/agency.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { query } from './support/scenes.ts'

let house: House
let tenant: string
let manager: Person

beforeAll(async () => {
  house = await openHouse()
  tenant = await addTenant(house.payload)
  manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
})

afterAll(() => house?.close())

const upload = async (sample: Sample, data: Record<string, unknown> = {}, person = manager) => {
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(sample.data)], { type: sample.mimetype }), sample.name)
  form.set('_payload', JSON.stringify({ tenant, ...data }))
  const response = await fetch(`${house.api}/media`, {
    method: 'POST',
    headers: { authorization: `JWT ${person.token}` },
    body: form,
  })
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}

const read = async (id: string) =>
  (
    await query(
      house.payload,
      'select mime_type, width::int, height::int, seconds::float, facts, sha256 from media where id = $1',
      [id],
    )
  )[0]!

describe('a file of the media library', () => {
  test.each<[SampleName, Record<string, unknown>]>([
    ['jpeg', { mime_type: 'image/jpeg', width: 320, height: 240, seconds: null }],
    ['avif', { mime_type: 'image/avif', width: 320, height: 240 }],
    ['bmp', { mime_type: 'image/bmp', width: 320, height: 240 }],
    ['tiff', { mime_type: 'image/tiff', width: 320, height: 240 }],
    ['turned', { mime_type: 'image/jpeg', width: 240, height: 320 }],
    ['cmyk', { facts: { kind: 'jpeg', hasOddColours: true, hasAlpha: false, isAnimated: false } }],
    ['deep', { facts: { kind: 'png', hasOddColours: true, hasAlpha: false, isAnimated: false } }],
    ['gif', { width: 64, height: 64, facts: expect.objectContaining({ isAnimated: true }) }],
    [
      'mov',
      {
        mime_type: 'video/quicktime',
        width: 320,
        height: 240,
        facts: { kind: 'mov', isPlain: true },
      },
    ],
    ['webm', { mime_type: 'video/webm', facts: { kind: 'matroska', isPlain: false } }],
    ['mp4', { mime_type: 'video/mp4', facts: { kind: 'mp4', isPlain: true } }],
  ])('%s is taken, and measured as it is shown', async (name, wanted) => {
    const { status, body } = await upload(await samples[name]())
    expect(status, JSON.stringify(body)).toBe(201)
    const row = await read(body.doc.id)
    expect(row).toMatchObject({ ...wanted, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    if (String(row.mime_type).startsWith('video/')) expect(row.seconds).toBeCloseTo(1, 0)
  })

  test('is judged by its bytes, not by its name', async () => {
    const mov = await samples.mov()
    const { body } = await upload({ ...mov, name: 'clip.mp4', mimetype: 'video/mp4' })
    expect(await read(body.doc.id)).toMatchObject({ mime_type: 'video/quicktime' })
    const { status } = await upload({
      ...(await samples.png()),
      name: 'photo.jpg',
      mimetype: 'image/jpeg',
    })
    expect(status).toBe(201)
  })

  test('has its measure from the look into it, whatever the caller says', async () => {
    const { body } = await upload(await samples.mp4(), {
      seconds: 99,
      sha256: 'x',
      facts: { kind: 'mov' },
    })
    const row = await read(body.doc.id)
    expect(row.seconds).toBeCloseTo(1, 0)
    expect(row.facts).toEqual({ kind: 'mp4', isPlain: true })
    const changed = await fetch(`${house.api}/media/${body.doc.id}`, {
      method: 'PATCH',
      headers: { authorization: `JWT ${manager.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ seconds: 99, sha256: 'x', alt: 'Words' }),
    })
    expect(changed.status).toBe(200)
    expect(await read(body.doc.id)).toEqual(row)
  })

  test.each<[string, () => Promise<Sample>]>([
    [
      'a picture that is cut off',
      async () => {
        const sample = await samples.jpeg(800, 600)
        return { ...sample, data: sample.data.subarray(0, sample.size / 2) }
      },
    ],
    [
      'a bitmap that is cut off',
      async () => {
        const sample = await samples.bmp()
        return { ...sample, data: sample.data.subarray(0, 100) }
      },
    ],
    [
      'a video that is cut off',
      async () => {
        const sample = await samples.mp4(3)
        return { ...sample, data: sample.data.subarray(0, Math.floor(sample.size * 0.6)) }
      },
    ],
    [
      'a text under the name of a picture',
      async () => {
        const data = Buffer.from('BMW builds cars')
        return { name: 'car.bmp', mimetype: 'image/bmp', data, size: data.length }
      },
    ],
  ])('that cannot be used is refused when it comes: %s', async (_what, make) => {
    const { status, body } = await upload(await make())
    expect(status).toBe(400)
    expect(body.errors[0].data?.code ?? body.errors[0].name).toMatch(
      /MEDIA_UNREADABLE|ValidationError/,
    )
    expect(body.errors[0].message).not.toBe('')
  })

  test.each([
    ['a PNG of 60,000 × 60,000 pixels in a kilobyte', 'image/png'],
    ['a video that is an archive as well', 'video/mp4'],
    ['a playlist of another file', 'video/mp4'],
  ])('that means harm is refused, and nothing of it is kept: %s', async (kind, mimetype) => {
    const { name = '', make } = hostileFiles[kind] ?? {}
    const data = (await make?.()) ?? Buffer.alloc(0)
    const sample = { name: `harm-${name}`, mimetype, data, size: data.length }
    const { status, body } = await upload(sample)
    expect(status, JSON.stringify(body)).toBe(400)
    const kept = await query(house.payload, "select id from media where filename like 'harm-%'", [])
    expect(kept).toEqual([])
  })

  test('that is broken says so with its code, its name and what to do', async () => {
    const sample = await samples.jpeg(800, 600)
    const { body } = await upload({ ...sample, data: sample.data.subarray(0, sample.size / 2) })
    expect(body.errors[0]).toMatchObject({
      message: expect.stringMatching(/^The file "photo\.jpg" can not be used\. .*Save it anew/),
      data: { code: 'MEDIA_UNREADABLE' },
    })
  })

  test('of nobody who is logged in is not even read, and what is refused does not stay on the disk', async () => {
    const left = async () => (await readdir(join(tmpdir(), 'postyard-uploads'))).length
    const before = await left()
    const ask = async (path: string, headers: Record<string, string>, data: Buffer) => {
      const form = new FormData()
      form.set('file', new Blob([new Uint8Array(data)], { type: 'image/jpeg' }), 'photo.jpg')
      form.set('other', new Blob([new Uint8Array(data)], { type: 'image/jpeg' }), 'other.jpg')
      form.set('_payload', JSON.stringify({ tenant }))
      return (await fetch(`${house.api}${path}`, { method: 'POST', headers, body: form })).status
    }
    const large = Buffer.alloc(1_100_000)
    const small = Buffer.alloc(1_000)
    expect(await ask('/media', {}, large)).toBe(401)
    expect(await ask('/users/login', {}, large)).toBe(401)
    expect(await ask('/media', {}, small)).toBe(403)
    const { data } = await samples.jpeg(200, 150)
    expect(await ask('/media', { authorization: `JWT ${manager.token}` }, data)).toBe(201)
    expect(await left()).toBe(before)
  })

  test('of someone who may not upload is not even looked into', async () => {
    const stranger = await addPerson(house, [
      { tenant: await addTenant(house.payload), roles: ['manager'] },
    ])
    const { status } = await upload(await samples.jpeg(), {}, stranger)
    expect([400, 403]).toContain(status)
  })
})
