import { readdir } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readMedia } from '../../plugins/distribution/media/openMedia.ts'
import { samples } from '../../plugins/distribution/media/testing/samples.ts'
import { settingsOf } from '../../plugins/distribution/settings.ts'
import { type S3Sandbox, startS3Sandbox } from '../../src/sandbox/s3/startS3Sandbox.ts'
import { addPerson, addTenant } from './support/agency.ts'
import { fileDoors, upload } from './support/fileDoors.ts'
import type { House } from './support/openHouse.ts'

const keys = { accessKeyId: 'a-key-of-the-tests', secretAccessKey: 'a-secret/of+the=tests' }
let house: House
let s3: S3Sandbox

beforeAll(async () => {
  s3 = await startS3Sandbox({ port: 0, bucket: 'postyard-tests', region: 'eu-south-2', keys })
  Object.assign(process.env, {
    S3_BUCKET: 'postyard-tests',
    S3_REGION: 'eu-south-2',
    S3_ENDPOINT: s3.url,
    S3_ACCESS_KEY_ID: keys.accessKeyId,
    S3_SECRET_ACCESS_KEY: keys.secretAccessKey,
  })
  // The configuration reads the settings as it is loaded.
  const { openHouse } = await import('./support/openHouse.ts')
  house = await openHouse()
})

afterAll(async () => {
  await house?.close()
  await s3?.close()
})

fileDoors(() => ({
  house,
  list: async () => [...s3.objects.keys()],
  read: async (name) => s3.objects.get(name)!.body,
}))

const addEditor = async () => {
  const tenant = await addTenant(house.payload)
  return { tenant, person: await addPerson(house, [{ tenant, roles: ['editor'] }]) }
}

describe('a bucket', () => {
  test('holds all files, and the disk none', async () => {
    expect(s3.objects.size).toBeGreaterThan(0)
    expect(await readdir(`${process.env.DATA_DIR}/media`).catch(() => [])).toEqual([])
  })

  test('is asked for the part that is wanted, and for no more', async () => {
    const { tenant, person } = await addEditor()
    const sample = await samples.jpeg(800, 600)
    const { doc } = await upload({ house, person, sample, data: { tenant } })
    const settings = settingsOf(house.payload)
    const [file] = await readMedia({ payload: house.payload, settings, tenant, ids: [doc.id] })
    const before = s3.requests.length
    const response = await fetch(`${house.api}/media/file/${doc.filename}`, {
      headers: { authorization: `JWT ${person.token}`, range: 'bytes=1000-1009' },
    })
    expect((await response.arrayBuffer()).byteLength).toBe(10)
    const gets = s3.requests.slice(before).filter(({ method }) => method === 'GET')
    expect(gets).toEqual([
      { method: 'GET', key: doc.filename, range: 'bytes=1000-1009', status: 206 },
    ])
    expect((await buffer(await file!.open())).equals(sample.data)).toBe(true)
  })

  test('takes a long file in parts', async () => {
    const sample = await samples.mp4()
    // What follows the last box of an MP4 in a box of its own is skipped by whoever plays it.
    const padding = Buffer.alloc(60 * 1024 ** 2)
    padding.writeUInt32BE(padding.length, 0)
    padding.write('free', 4)
    const data = Buffer.concat([sample.data, padding])
    const long = { ...sample, data, size: data.length }
    // Last, so that the connection over which it was added is not let go as idle while the film is made.
    const { tenant, person } = await addEditor()
    const { status, doc, body } = await upload({ house, person, sample: long, data: { tenant } })
    expect(status, JSON.stringify(body)).toBe(201)
    expect(s3.objects.get(doc.filename)?.body.equals(data)).toBe(true)
    expect(s3.requests.some(({ method, key }) => method === 'POST' && key === doc.filename)).toBe(
      true,
    )
    s3.objects.delete(doc.filename)
  })

  test('that takes nothing leaves no record, and nothing in parts', async () => {
    const { tenant, person } = await addEditor()
    const sample = await samples.jpeg(800, 600)
    const before = [...s3.objects.keys()]
    const logged: string[] = []
    vi.spyOn(house.payload.logger, 'error').mockImplementation((...said: unknown[]) => {
      logged.push(JSON.stringify(said))
    })
    // The size fails when the picture is there already: till then it is told to come again.
    const isThere = () => [...s3.objects.keys()].length > before.length
    s3.failWith((method, key) => {
      if (method !== 'PUT' || !key.includes('320x')) return undefined
      return isThere() ? 403 : 503
    })
    const { status, body } = await upload({ house, person, sample, data: { tenant } })
    s3.failWith(undefined)
    vi.restoreAllMocks()
    expect(status).toBeGreaterThanOrEqual(400)
    expect([...s3.objects.keys()]).toEqual(before)
    expect(s3.openUploads()).toBe(0)
    const { totalDocs } = await house.payload.count({
      collection: 'media',
      where: { tenant: { equals: tenant } },
    })
    expect(totalDocs).toBe(0)
    expect(logged.length).toBeGreaterThan(0)
    for (const said of [...logged, JSON.stringify(body)])
      for (const secret of Object.values(keys)) expect(said).not.toContain(secret)
  })

  test('answers nobody but those who sign', async () => {
    const [key] = s3.objects.keys()
    expect((await fetch(`${s3.url}/postyard-tests/${key}`)).status).toBe(403)
  })
})
