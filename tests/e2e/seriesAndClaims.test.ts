import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword } from '../../src/seed/agency.ts'
import { testEnv } from '../testEnv.ts'
import { loginAs } from './support/agencyApi.ts'
import { openPhone } from './support/openPhone.ts'
import { openStack, type Stack } from './support/openStack.ts'
import { countPublications } from './support/readPublications.ts'
import { readSmallTargets } from './support/readTexts.ts'

let stack: Stack

beforeAll(async () => {
  stack = await openStack()
})

afterAll(() => stack?.close())

test('a folder becomes a series in a form that looks into it, and its first item flies', async () => {
  const api = await loginAs(stack, 'admin@postyard.test')
  const tenants = await api<{ docs: { id: string }[] }>(
    'GET',
    '/tenants?where[slug][equals]=marina&depth=0',
  )
  const marina = tenants.body.docs[0]?.id ?? ''
  const folder = join(testEnv.CONTENT_ROOT, 'flats')
  await mkdir(folder, { recursive: true })
  for (const name of ['Attic', 'Balcony', 'Cellar']) {
    await writeFile(join(folder, `${name}.md`), `---\ntitle: ${name}\n---\nBy the sea.\n`)
  }
  const page = await stack.openPage(1280, 900)
  await page.context().addCookies([{ name: 'payload-tenant', value: marina, url: stack.url }])
  await page.request.post(`${stack.url}/api/users/login`, {
    data: { email: 'admin@postyard.test', password: demoPassword },
  })
  await page.goto(`${stack.url}/admin/collections/series/create`, { waitUntil: 'networkidle' })
  await page.getByLabel('Its path below the content folder').fill('flats')
  await page.getByText('3 items found').waitFor()
  await page.locator('#field-name').fill('Flats')
  await page.locator('#field-slug').fill('flats')
  await page.locator('#field-channels input').first().click()
  await page.getByText('Marina Estates on LinkedIn', { exact: false }).first().click()
  await page.getByLabel('What it would fly').getByText('Attic, Balcony, Cellar').waitFor()
  await page.getByRole('button', { name: 'Save', exact: true }).first().click()
  await page.waitForURL(/\/collections\/series\/[0-9a-f-]{36}/)

  await page.goto(`${stack.url}/admin/flights?tenant=${marina}`, { waitUntil: 'networkidle' })
  await page.locator('[data-action="run-flight-plan"]').click()
  const flight = page.locator('tr[data-flight="flats"]')
  await flight.waitFor()
  await page.locator('li[data-day][title="Flats"]').first().waitFor()
  // It takes off by itself as the first of its day; who presses before that sends it.
  const fly = flight.getByRole('button', { name: 'Fly Flats now' })
  if (await fly.isVisible()) await fly.click()
  await flight.getByText('Attic').waitFor()
  await flight.getByText(/Flying|Flown/).waitFor()
  await page.getByRole('link', { name: 'The flight plan, to print' }).click()
  await page.getByRole('row', { name: /flats/ }).waitFor()
}, 120_000)

const nia = 'nia@postyard.test'

/** A message that a program signed by Standard Webhooks. */
const sendSigned = async (source: { address: string; secret: string }, message: object) => {
  const body = JSON.stringify(message)
  const [id, at] = [crypto.randomUUID(), new Date()]
  return fetch(source.address, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(source.secret).sign(id, at, body),
    },
  })
}

type Clips = {
  docs: { tenant: string; campaign: string; video: string; reference: string }[]
}

test('a claim comes in signed, is dressed on the phone, and goes out on four platforms', async () => {
  const admin = await loginAs(stack, 'admin@postyard.test')
  const { docs } = (await admin<Clips>('GET', '/clips?depth=0&sort=reference')).body
  const { tenant, campaign, video } = docs.find((one) => one.reference === 'the-sleeve')!
  const title = 'The sleeve, once more'
  const caption = 'Turned over at night. #nightferry'
  const clip = { tenant, campaign, video, title, caption, reference: 'once-more' }
  expect((await admin('POST', '/clips', clip)).status).toBe(201)
  const source = await admin<{ address: string; secret: string }>('POST', '/claim-sources', {
    tenant,
    name: 'Clip exchange',
  })
  const phone = await openPhone({ stack, email: nia })
  const { page } = phone
  const taken = await sendSigned(source.body, {
    type: 'distribution.claimed',
    timestamp: new Date().toISOString(),
    data: { claim_id: 'claim-once-more', influencer_id: 'nia', clip_id: clip.reference },
  })
  expect(taken.status).toBe(200)

  await page.getByRole('button', { name: title }).tap()
  await page.getByRole('button', { name: 'Intro' }).tap()
  await page.getByLabel('What stands on the card').fill('Night Ferry')
  await page.getByRole('button', { name: 'Save' }).tap()
  await page.getByText('Card “Night Ferry”', { exact: false }).waitFor()
  await page.locator('video').waitFor()
  await page.waitForFunction(() => (document.querySelector('video')?.videoHeight ?? 0) === 1920)
  expect(await readSmallTargets(page)).toEqual([])

  await page.getByRole('button', { name: 'Publish now' }).tap()
  await page.getByRole('button', { name: 'Publish on 4 platforms' }).tap()
  await page.getByRole('button', { name: 'Post it on Snapchat now' }).tap()
  const back = page.getByRole('button', { name: `Part of your claim ${title}` })
  await back.waitFor()
  await page.getByRole('button', { name: 'Yes, posted' }).tap()
  await page.getByRole('heading', { name: 'Posted. Thank you!' }).waitFor()
  await back.tap()
  for (const platform of ['tiktok', 'instagram', 'youtube', 'snapchat']) {
    await page
      .locator(`[data-platform=${platform}]`)
      .getByText('Published', { exact: true })
      .waitFor()
  }
  await page.locator('header').getByText('Published', { exact: true }).waitFor()
  expect(await countPublications(stack, caption)).toBe(3)
}, 120_000)
