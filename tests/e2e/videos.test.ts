import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { samples } from '../../plugins/distribution/media/testing/samples.ts'
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

const api = async (method: 'GET' | 'POST', path: string, options: object = {}) => {
  const answer = await page.request.fetch(`${stack.url}/api${path}`, {
    method,
    headers: { authorization: `JWT ${token}` },
    ...options,
  })
  return answer.json()
}

test('a video is put together, says what it lacks, and is saved with its post', async () => {
  const { docs } = await api('GET', '/channels?depth=0&limit=1')
  // The panel loads the page once more when it opens a post of a client that is not the chosen one.
  const { tenant } = docs[0]
  await page.context().addCookies([{ name: 'payload-tenant', value: tenant, url: stack.url }])
  const { name, mimetype: mimeType, data: buffer } = await samples.mp4(2)
  const { doc: clip } = await api('POST', '/media', {
    multipart: { file: { name, mimeType, buffer }, _payload: JSON.stringify({ tenant }) },
  })
  const { doc: post } = await api('POST', '/posts', {
    data: { tenant, title: 'A tour', text: 'Come and see.' },
  })
  await page.goto(`${stack.url}/admin/collections/posts/${post.id}`, { waitUntil: 'networkidle' })
  await page.getByText('A video', { exact: true }).click()
  const video = page.locator('.postyard-video')
  const part = (title: string) => video.getByRole('group', { name: title, exact: true }).first()
  await video.getByText('Choose the clip that is shown.').waitFor()

  await part('What it shows')
    .getByRole('button', { name: /choose from existing/i })
    .click()
  await page.locator('.list-drawer').getByText(clip.filename).first().click()
  await video.getByText('Choose the clip that is shown.').waitFor({ state: 'detached' })
  await part('What it shows').getByText(clip.filename).waitFor()

  await video.getByLabel('Size').selectOption({ label: 'Square, 1080 × 1080: feeds' })
  await part('Frame').getByText('Fill the frame', { exact: true }).click()

  await part('Intro').getByLabel('Made of').selectOption('image')
  await video.getByText('Choose the picture of the intro, or take the intro away.').waitFor()
  await part('Intro').getByLabel('Made of').selectOption('card')
  await part('Intro').locator('[data-field="headline"] input').fill('By the sea')
  await part('Intro').getByRole('img', { name: 'The card says: By the sea' }).waitFor()
  await part('Intro').getByLabel('Seconds, at most 3').fill('4')
  await video.getByText('Let the intro last more than 0 and at most 3 seconds.').waitFor()
  await part('Intro').getByLabel('Seconds, at most 3').fill('1.5')
  await part('Intro').getByText('Over its first seconds').click()
  await part('Intro').getByText('TikTok refuses such a video.').waitFor()

  await part('Captions').getByRole('textbox').fill('Bright')
  await video.getByText(/Caption 1 has no times/).waitFor()
  const text = '00:00:00,500 --> 00:00:01,500\nBright, south-facing'
  await part('Captions')
    .getByLabel('File with captions')
    .setInputFiles({
      name: 'tour.srt',
      mimeType: 'application/x-subrip',
      buffer: Buffer.from(text),
    })
  await video.getByText(/Caption 1 has no times/).waitFor({ state: 'detached' })
  await part('Captions').getByLabel('Kept clear of the signs of').selectOption('tiktok')

  await page.getByRole('button', { name: 'Save', exact: true }).first().click()
  const saved = await eventually(
    () => api('GET', `/posts/${post.id}?depth=0`),
    ({ render }) => render !== null && render !== undefined,
  )
  expect(saved.render).toEqual({
    kind: 'video',
    clip: clip.id,
    frame: { width: 1080, height: 1080 },
    fit: 'crop',
    intro: {
      kind: 'card',
      seconds: 1.5,
      placement: 'superimposed',
      card: { template: 'announcement', format: 'square', data: { headline: 'By the sea' } },
    },
    captions: { text, safeArea: 'tiktok' },
  })
}, 180_000)
