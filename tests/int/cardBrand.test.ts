import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
import { query } from './support/scenes.ts'

let house: House
let tenant: string
let other: string
let admin: Person
let editor: Person

beforeAll(async () => {
  house = await openHouse()
  tenant = await addTenant(house.payload)
  other = await addTenant(house.payload, { name: 'Riverside' })
  admin = await addPerson(house, [], true)
  editor = await addPerson(house, [{ tenant, roles: ['editor'] }])
})

afterAll(() => house?.close())

const quote = { template: 'quote', format: 'landscape', data: { text: 'They found us a home.' } }

const preview = (card: object, of = tenant) =>
  call(house, editor, 'POST', '/posts/preview-card', { tenant: of, card })

const giveBrand = async (brand: object, of = tenant) => {
  const answer = await call(house, admin, 'PATCH', `/tenants/${of}`, { brand })
  return answer
}

/** The colour of one pixel of a picture that is a data address. */
const colourAt = async (image: string, x: number, y: number) => {
  const bytes = Buffer.from(image.split(',')[1] ?? '', 'base64')
  const { data, info } = await sharp(bytes)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (y * info.width + x) * 3
  return [...data.subarray(at, at + 3)]
}

test('a card is previewed in the look that its client has now', async () => {
  const plain = await preview(quote)
  expect(plain.status, JSON.stringify(plain.body)).toBe(200)
  expect(plain.body).toMatchObject({ width: 1200, height: 630, brand: { name: 'Marina Estates' } })
  expect((await giveBrand({ colour: '#c01010', font: 'manrope' })).status).toBe(200)
  const red = await preview(quote)
  expect(red.body.brand).toEqual({ name: 'Marina Estates', colour: '#c01010' })
  const [strong = 0, weak = 255] = await colourAt(red.body.image, 12, 300)
  expect(strong).toBeGreaterThan(150)
  expect(weak).toBeLessThan(60)
  const again = await preview(quote)
  expect(again.body.image).toBe(red.body.image)
})

test('what keeps a card from being drawn is said at its field', async () => {
  const wrong = await preview({ ...quote, data: { text: 'Under 𓀀', author: 'Ana' } })
  expectProblem(wrong, 422, 'RENDER_SPEC_INVALID')
  expect(wrong.body.detail).toBe(
    'No font of the card can draw: 𓀀. Write it without this character.',
  )
  expect(wrong.body.errors).toMatchObject([{ path: 'render.data.text' }])
  const long = await preview({ ...quote, data: { text: 'x'.repeat(401) } })
  expectProblem(long, 422, 'RENDER_SPEC_INVALID')
  expect(long.body.errors).toMatchObject([{ path: 'render.data.text' }])
})

test("a brand takes no other client's logo, and no colour that is none", async () => {
  const foreign = await addPicture(house.payload, other, 'foreign')
  expect((await giveBrand({ logo: foreign })).status).toBe(400)
  expect((await giveBrand({ colour: 'red' })).status).toBe(400)
  const own = await addPicture(house.payload, tenant, 'logo')
  expect((await giveBrand({ colour: '#c01010', logo: own })).status).toBe(200)
})

test('a new brand makes later cards anew, and leaves alone what is planned', async () => {
  const channel = await addManualChannel(house.payload, tenant)
  const distribute = async () => {
    const render = { kind: 'card', ...quote }
    const post = await addPost(house.payload, tenant, { render })
    const at = new Date(Date.now() + 3_600_000).toISOString()
    const key = { 'idempotency-key': crypto.randomUUID() }
    const body = { channels: [channel], at }
    const answer = await call(house, editor, 'POST', `/posts/${post}/distribute`, body, key)
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body.plan as string
  }
  const contentOf = async (plan: string) =>
    (await query(house.payload, 'select content from postyard_plans where id = $1', [plan]))[0]
  const brands = async () =>
    (
      await query(
        house.payload,
        `select spec->'brand' as brand from postyard_renditions where tenant_id = $1 order by created_at`,
        [tenant],
      )
    ).map(({ brand }) => brand.colour)

  const first = await distribute()
  const frozen = await contentOf(first)
  expect(frozen?.content).toBeDefined()
  await distribute()
  expect(await brands()).toEqual(['#c01010'])
  expect((await giveBrand({ colour: '#104090', logo: null })).status).toBe(200)
  await distribute()
  expect(await brands()).toEqual(['#c01010', '#104090'])
  expect(await contentOf(first)).toEqual(frozen)
})
