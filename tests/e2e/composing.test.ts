import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { samples } from '../../plugins/distribution/media/testing/samples.ts'
import { demoPassword } from '../../src/seed/agency.ts'
import { eventually } from '../int/support/eventually.ts'
import { openStack, type Stack } from './support/openStack.ts'
import { readPublications } from './support/readPublications.ts'

let stack: Stack
let page: Page
let token: string
let tenant: string

beforeAll(async () => {
  stack = await openStack()
})

afterAll(() => stack?.close())

beforeEach(async () => {
  page = await stack.openPage(1400, 1000)
  const login = await page.request.post(`${stack.url}/api/users/login`, {
    data: { email: 'admin@postyard.test', password: demoPassword },
  })
  token = (await login.json()).token
  const [client] = await find('tenants', 'where[slug][equals]=marina')
  tenant = client!.id
  await choose(tenant)
})

/** The panel loads the page once more when it opens a post of a client that is not the chosen one. */
const choose = (client: string) =>
  page.context().addCookies([{ name: 'payload-tenant', value: client, url: stack.url }])

type Doc = {
  id: string
  tenant: string
  platform: string
  mimeType: string
  settings: Record<string, unknown>
}

const api = async (method: 'GET' | 'POST', path: string, options: object = {}) => {
  const answer = await page.request.fetch(`${stack.url}/api${path}`, {
    method,
    headers: { authorization: `JWT ${token}` },
    ...options,
  })
  return answer.json()
}

const find = async (collection: string, where: string): Promise<Doc[]> =>
  (await api('GET', `/${collection}?depth=0&limit=20&${where}`)).docs

test('a card is seen while it is written, says what it cannot draw, and is saved with its post', async () => {
  const { doc: post } = await api('POST', '/posts', {
    data: { tenant, title: 'Open house', text: 'Come and see.' },
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

test('a video is put together, says what it lacks, and is saved with its post', async () => {
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

const caption = `**Sunday** at noon: see https://example.com/open #openhouse\n${'The light is kind to every room. '.repeat(8)}`

test('each channel shows the post as it will get it, while it is typed: text, pictures, what follows, what is sent', async () => {
  const channels = await find('channels', `where[tenant][equals]=${tenant}`)
  const channelOf = (platform: string) => channels.find((one) => one.platform === platform)!.id
  const pictures = await find(
    'media',
    `where[tenant][equals]=${tenant}&where[mimeType][contains]=image`,
  )
  const chosen = ['instagram', 'linkedin-page', 'whatsapp'].map(channelOf)
  const data = {
    tenant,
    title: 'Open house',
    text: caption,
    media: pictures.slice(0, 3).map(({ id }) => id),
    render: {
      kind: 'card',
      template: 'quote',
      format: 'portrait',
      data: { text: 'The light moved us in.' },
    },
    parts: [{ text: 'Ask us for the **floor plan**.', media: [], delayMinutes: 5 }],
    channels: chosen,
  }
  const { doc: post } = await api('POST', '/posts', { data })
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

const publishedBoards = async (text: string): Promise<unknown[]> =>
  (await readPublications(stack))
    .filter((one) => one.text.includes(text))
    .map(({ settings }) => settings.board)

const chooseBoard = async (channel: string, board: string) => {
  const field = page.locator(`#field-settings-${channel}-board`)
  await field.locator('.rs__control').click()
  await field.getByText(board, { exact: true }).click()
  await field.locator('.rs__single-value', { hasText: board }).waitFor()
}

test('a board is chosen from the list, for a channel and for one post, and the pin goes there', async () => {
  const [channel] = await find('channels', 'where[platform][equals]=pinterest')
  if (!channel) throw new Error('The demo has no channel of Pinterest.')
  await choose(channel.tenant)
  await page.goto(`${stack.url}/admin/collections/channels/${channel.id}`, {
    waitUntil: 'networkidle',
  })
  await page
    .getByRole('region', { name: 'Is it well' })
    .getByText(/^\d+ of 100$/)
    .waitFor()
  await chooseBoard(channel.id, 'Homes')
  await page.getByRole('button', { name: 'Save', exact: true }).first().click()
  await eventually(
    () => find('channels', `where[id][equals]=${channel.id}`),
    ([saved]) => saved?.settings.board === 'board-homes-crayon-pinterest',
  )

  const [picture] = await find(
    'media',
    `where[tenant][equals]=${channel.tenant}&where[mimeType][contains]=image`,
  )
  const data = {
    tenant: channel.tenant,
    title: 'Sharks to colour',
    text: 'A shark for a rainy afternoon.',
    media: [picture?.id],
    channels: [channel.id],
  }
  const { doc: post } = await api('POST', '/posts', { data })
  await page.goto(`${stack.url}/admin/collections/posts/${post.id}`, { waitUntil: 'networkidle' })
  const card = page.locator(`.postyard-fit[data-channel="${channel.id}"]`)
  await card.getByText('✓ fits').waitFor()
  await card.getByText('30 of 500 characters').waitFor()

  // What is typed is counted, and what does not fit is said while it is typed.
  await page.locator('#field-text').fill('x'.repeat(501))
  await card.getByText('1 too many').waitFor()
  await page.locator('#field-text').fill('A shark for a rainy afternoon.')
  await card.getByText('✓ fits').waitFor()

  await card.locator('.collapsible__toggle').click()
  await card.getByText('As the channel says: Homes').waitFor()
  await chooseBoard(channel.id, 'Shark Coloring Pages')
  await page.getByRole('button', { name: /distribute to 1 channel/i }).click()
  const boards = await eventually(
    () => publishedBoards('A shark for a rainy afternoon.'),
    (found) => found.length > 0,
  )
  expect(boards).toEqual(['board-sharks-crayon-pinterest'])
}, 180_000)

test('a plan on the calendar is dragged to another day, put back, moved by the clock, and says what is in its way', async () => {
  // Its own at each try.
  const title = `Keys handed over ${crypto.randomUUID().slice(0, 6)}`
  const channels = await find('channels', `where[tenant][equals]=${tenant}`)
  const facebook = channels.find(({ platform }) => platform === 'facebook')!
  const distribute = async (title: string, at: string) => {
    const { doc } = await api('POST', '/posts', { data: { tenant, title, text: title } })
    const data = { at, channels: [facebook.id] }
    return api('POST', `/posts/${doc.id}/distribute`, { data })
  }
  const { plan } = await distribute(title, '2027-02-10T10:30:00Z')
  await distribute('Cellar for rent', '2027-02-10T10:32:00Z')
  const dueAt = async () => {
    const [delivery] = await find('deliveries', `where[plan][equals]=${plan}`)
    return (delivery as unknown as { scheduledAt: string }).scheduledAt
  }
  await page.goto(`${stack.url}/admin/calendar?tenant=${tenant}&day=2027-02-10`, {
    waitUntil: 'networkidle',
  })
  const day = (date: string) => page.locator(`[data-date="${date}"]`).first()
  const card = page.locator('.postyard-due', { hasText: title })
  await card.getByLabel('Worth a look').waitFor()
  const [from, to] = [await card.boundingBox(), await day('2027-02-12').boundingBox()]
  await page.mouse.move(from!.x + 30, from!.y + 8)
  await page.mouse.down()
  await page.mouse.move(to!.x + 40, to!.y + 30, { steps: 12 })
  await page.mouse.up()
  await page.getByText(`“${title}” goes out on Fri 12 Feb.`).waitFor()
  await eventually(dueAt, (at) => at === '2027-02-12T10:30:00.000Z')
  await page.getByRole('button', { name: 'Undo' }).click()
  await eventually(dueAt, (at) => at === '2027-02-10T10:30:00.000Z')

  await card.click()
  const beside = page.getByRole('complementary', { name: title })
  await beside.getByText('gets “Cellar for rent” at 10 Feb, 10:32').waitFor()
  await beside.getByLabel('It goes out').fill('2027-02-11T09:15')
  await beside.getByRole('button', { name: 'Move it' }).click()
  await eventually(dueAt, (at) => at === '2027-02-11T09:15:00.000Z')
  await beside.getByText('Thu 11 Feb, 09:15 Lisbon').waitFor()
  await page.keyboard.press('Escape')
  await beside.waitFor({ state: 'detached' })
}, 120_000)
