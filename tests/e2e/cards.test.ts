import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword } from '../../src/seed/agency.ts'
import { eventually } from '../int/support/eventually.ts'
import { openStack, type Stack } from './support/openStack.ts'

let stack: Stack
let page: Page
let token: string

beforeAll(async () => {
  stack = await openStack()
  page = await stack.openPage(1400, 1000)
  const login = await page.request.post(`${stack.url}/api/users/login`, {
    data: { email: 'admin@postyard.test', password: demoPassword },
  })
  token = (await login.json()).token
})

afterAll(() => stack?.close())

const api = async (method: 'GET' | 'POST', path: string, data?: unknown) => {
  const answer = await page.request.fetch(`${stack.url}/api${path}`, {
    method,
    headers: { authorization: `JWT ${token}` },
    ...(data ? { data } : {}),
  })
  return answer.json()
}

test('a card is seen while it is written, says what it cannot draw, and is saved with its post', async () => {
  const { docs } = await api('GET', '/channels?depth=0&limit=1')
  // The panel loads the page once more when it opens a post of a client that is not the chosen one.
  const { tenant } = docs[0]
  await page.context().addCookies([{ name: 'payload-tenant', value: tenant, url: stack.url }])
  const { doc: post } = await api('POST', '/posts', {
    tenant,
    title: 'Open house',
    text: 'Come and see.',
  })
  await page.goto(`${stack.url}/admin/collections/posts/${post.id}`, { waitUntil: 'networkidle' })
  await page.getByText('A card', { exact: true }).click()
  const card = page.locator('.postyard-card')
  await card.getByText('Fill in “Headline”, and the card appears here.').waitFor()

  await card.getByText('Event', { exact: true }).click()
  const field = (name: string) => card.locator(`[data-field="${name}"] input`)
  await field('headline').fill('Open house by the harbour')
  const shown = card.getByRole('img', { name: 'The card says: Open house by the harbour' })
  await shown.waitFor()
  await card.getByText('25 of 120').waitFor()
  const first = await shown.getAttribute('src')

  // What was asked last is what is shown, however quickly one follows the other.
  await field('date').fill('2026-12-06')
  await field('headline').press('End')
  await field('headline').pressSequentially(' and the sea', { delay: 60 })
  await card.getByRole('img', { name: /harbour and the sea/ }).waitFor()
  await eventually(
    () => card.locator('.postyard-card__frame img').getAttribute('src'),
    (src) => src !== first,
  )
  await card.getByText('Story', { exact: true }).click()
  await card.getByText('1080 × 1920 pixels').waitFor()
  await eventually(
    () =>
      card
        .locator('.postyard-card__frame img')
        .evaluate((img) => (img as HTMLImageElement).naturalHeight),
    (height) => height === 1600,
  )

  await field('where').fill('Under the sign 𓀀')
  await card.locator('[data-field="where"]').getByText('No font of the card can draw: 𓀀.').waitFor()
  await field('where').fill('יפו')
  await card.getByText('No font of the card can draw').first().waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Save', exact: true }).first().click()
  const saved = await eventually(
    () => api('GET', `/posts/${post.id}?depth=0`),
    ({ render }) => render !== null && render !== undefined,
  )
  expect(saved.render).toEqual({
    kind: 'card',
    template: 'event',
    format: 'story',
    data: { headline: 'Open house by the harbour and the sea', date: '2026-12-06', where: 'יפו' },
  })
}, 180_000)
