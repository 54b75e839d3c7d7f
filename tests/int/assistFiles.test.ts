import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signLink } from '../../plugins/distribution/security/signedLinks.ts'
import { testEnv } from '../testEnv.ts'
import {
  addManualChannel,
  addPerson,
  addPicture,
  addPost,
  addTenant,
  call,
  type Person,
} from './support/agency.ts'
import { expectProblem } from './support/expectProblem.ts'
import { type House, openHouse } from './support/openHouse.ts'
import { askAgent, query } from './support/scenes.ts'

let house: House
let tenant: string
let agent: Person
let media: string
let foreignMedia: string
let bytes: Buffer
/** What stands in the address of the file behind its path. */
let token: string

beforeAll(async () => {
  house = await openHouse()
  tenant = await addTenant(house.payload)
  const manager = await addPerson(house, [{ tenant, roles: ['manager'] }])
  agent = await addPerson(house, [{ tenant, roles: ['field-agent'] }])
  const channel = await addManualChannel(house.payload, tenant, { agents: [agent.id] })
  media = await addPicture(house.payload, tenant, 'häuser am meer')
  foreignMedia = await addPicture(house.payload, await addTenant(house.payload), 'secret')
  const post = await addPost(house.payload, tenant, { media: [media] })
  const { task } = await askAgent({
    payload: house.payload,
    by: manager,
    post,
    channels: [channel],
  })
  const opened = await call(house, agent, 'GET', `/assist/tasks/${task}`)
  const [file] = opened.body.files
  const [{ filename }] = (await query(house.payload, 'select filename from media where id = $1', [
    media,
  ])) as [{ filename: string }]
  bytes = await readFile(join(process.env.DATA_DIR!, 'media', filename))
  expect(file).toMatchObject({ filename, mimeType: 'image/png', bytes: bytes.length })
  const hours = (Date.parse(file.expiresAt) - Date.now()) / 3_600_000
  expect(hours).toBeGreaterThan(6 - 0.1)
  expect(hours).toBeLessThanOrEqual(12)
  token = file.url.split('/assist/files/')[1]
})

afterAll(() => house?.close())

const fetchFile = (of: string, headers: Record<string, string> = {}) =>
  fetch(`${house.api}/assist/files/${of}`, { headers })

const sign = (file: string, of: string, lifeMs = 60_000) =>
  signLink({ file, tenant: of }, new Date(Date.now() + lifeMs), testEnv.PAYLOAD_SECRET)

const refusal = async (of: string) => {
  const response = await fetchFile(of)
  return { status: response.status, headers: response.headers, body: await response.json() }
}

describe('a file of a task', () => {
  test('is fetched by its link alone, as a download', async () => {
    const response = await fetchFile(token)
    expect(response.status).toBe(200)
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'content-length': String(bytes.length),
      'content-type': 'image/png',
      'content-disposition': expect.stringMatching(/^attachment; filename\*=UTF-8''[\w%.-]+$/),
      'x-content-type-options': 'nosniff',
    })
  })

  test.each(['bytes=', 'bytes=a-b', 'bytes=0-1,3-4', 'pages=1-2', 'bytes=9-5'])(
    'comes whole where the range means nothing: %s',
    async (range) => {
      const response = await fetchFile(token, { range })
      expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([
        200,
        bytes.length,
      ])
    },
  )
})

describe('a link', () => {
  test('that was changed in any place opens nothing', async () => {
    const [body = '', signature = ''] = token.split('.')
    const claim = JSON.parse(Buffer.from(body, 'base64url').toString()) as unknown[]
    const forged = Buffer.from(JSON.stringify([foreignMedia, ...claim.slice(1)])).toString(
      'base64url',
    )
    const flipped = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`
    for (const wrong of [
      `${forged}.${signature}`,
      `${body}.${flipped}`,
      `${body}.`,
      body,
      `.${signature}`,
      'x',
      `${body}x.${signature}`,
      `${token}.${signature}`,
      // The secret was replaced since.
      signLink(
        { file: media, tenant },
        new Date(Date.now() + 60_000),
        `${testEnv.PAYLOAD_SECRET}x`,
      ),
    ]) {
      expectProblem(await refusal(wrong), 403, 'LINK_INVALID')
    }
  })

  test('opens until its end, and not a second longer', async () => {
    expect((await fetchFile(sign(media, tenant, 2_000))).status).toBe(200)
    expectProblem(await refusal(sign(media, tenant, 0)), 410, 'LINK_EXPIRED')
    expectProblem(await refusal(sign(media, tenant, -60_000)), 410, 'LINK_EXPIRED')
  })

  test("opens no other tenant's file, even if we had signed it", async () => {
    expectProblem(await refusal(sign(foreignMedia, tenant)), 404, 'NOT_FOUND')
  })

  test('opens nothing that was removed', async () => {
    const gone = await addPicture(house.payload, tenant, 'gone')
    expect((await fetchFile(sign(gone, tenant))).status).toBe(200)
    await query(house.payload, 'update media set deleted_at = now() where id = $1', [gone])
    expectProblem(await refusal(sign(gone, tenant)), 404, 'NOT_FOUND')
  })
})
