import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword } from '../../src/seed/agency.ts'
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

type Doc = { id: string; tenant: string; platform: string; mimeType: string }

const api = async (method: 'GET' | 'POST', path: string, data?: unknown) => {
  const answer = await page.request.fetch(`${stack.url}/api${path}`, {
    method,
    headers: { authorization: `JWT ${token}` },
    ...(data ? { data } : {}),
  })
  return answer.json()
}

const find = async (collection: string, where: string): Promise<Doc[]> =>
  (await api('GET', `/${collection}?depth=0&limit=20&${where}`)).docs

const text = `**Sunday** at noon: see https://example.com/open #openhouse\n${'The light is kind to every room. '.repeat(8)}`

test('each channel shows the post as it will get it, while it is typed: text, pictures, what follows, what is sent', async () => {
  const [client] = await find('tenants', 'where[slug][equals]=marina')
  // The panel loads the page once more when it opens a post of a client that is not the chosen one.
  const tenant = client!.id
  await page.context().addCookies([{ name: 'payload-tenant', value: tenant, url: stack.url }])
  const channels = await find('channels', `where[tenant][equals]=${tenant}`)
  const channelOf = (platform: string) => channels.find((one) => one.platform === platform)!.id
  const pictures = await find(
    'media',
    `where[tenant][equals]=${tenant}&where[mimeType][contains]=image`,
  )
  const chosen = ['instagram', 'linkedin-page', 'whatsapp'].map(channelOf)
  const { doc: post } = await api('POST', '/posts', {
    tenant,
    title: 'Open house',
    text,
    media: pictures.slice(0, 3).map(({ id }) => id),
    render: {
      kind: 'card',
      template: 'quote',
      format: 'portrait',
      data: { text: 'The light moved us in.' },
    },
    parts: [{ text: 'Ask us for the **floor plan**.', media: [], delayMinutes: 5 }],
    channels: chosen,
  })
  await page.goto(`${stack.url}/admin/collections/posts/${post.id}`, { waitUntil: 'networkidle' })
  const tab = (name: string) => page.getByRole('tab', { name })
  const shown = page.locator('.postyard-as')

  await tab('Marina Estates on Instagram').click()
  await page.locator('.postyard-as[data-platform="instagram"]').waitFor()
  expect(await shown.getByText('The card is made before the post goes out.').count()).toBe(1)
  const drawn = shown.locator('.postyard-as__files').first().locator('img')
  await expect
    .poll(() => drawn.first().evaluate((img: HTMLImageElement) => img.naturalWidth))
    .toBeGreaterThan(0)

  // Instagram folds a long caption, and nothing in it can be followed.
  const words = shown.locator('.postyard-as__words').first()
  expect(await words.textContent()).toMatch(/… more$/)
  await words.getByRole('button').click()
  expect(await words.textContent()).toMatch(/every room\.\s*less$/)
  expect(await words.locator('.postyard-as__marked').allInnerTexts()).toEqual(['#openhouse'])
  await shown.getByText('Ask us for the floor plan.').waitFor()
  await shown.getByText(/^Part 1, 5 min after/).waitFor()

  // From one channel to the next by keyboard.
  await tab('Marina Estates on Instagram').focus()
  await page.keyboard.press('ArrowRight')
  await page.locator('.postyard-as[data-platform="linkedin-page"]').waitFor()
  expect(await words.locator('.postyard-as__marked').allInnerTexts()).toContain(
    'https://example.com/open',
  )

  await page.locator('#field-text').fill('Now <it> is & short.')
  await expect.poll(() => words.textContent()).toBe('Now <it> is & short.')
  await page.getByText('Exactly what is sent').click()
  const sent = JSON.parse((await page.locator('.postyard-payload pre').textContent()) ?? '')
  expect(sent.value[0].content).toBe('<p>Now &lt;it&gt; is &amp; short.</p>')
}, 180_000)
