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

type Doc = { id: string; tenant: string; settings: Record<string, unknown> }

const api = async (method: 'GET' | 'POST', path: string, data?: unknown) => {
  const answer = await page.request.fetch(`${stack.url}/api${path}`, {
    method,
    headers: { authorization: `JWT ${token}` },
    ...(data ? { data } : {}),
  })
  return answer.json()
}

const find = async (collection: string, where: string): Promise<Doc> =>
  (await api('GET', `/${collection}?depth=0&limit=1&${where}`)).docs[0]

const publishedBoards = async (text: string): Promise<unknown[]> => {
  const response = await fetch(`${stack.postizUrl}/sandbox/publications?limit=500`)
  const { publications } = (await response.json()) as {
    publications: { text: string; settings: { board?: string } }[]
  }
  return publications.filter((one) => one.text.includes(text)).map(({ settings }) => settings.board)
}

const chooseBoard = async (channel: string, board: string) => {
  const field = page.locator(`#field-settings-${channel}-board`)
  await field.locator('.rs__control').click()
  await field.getByText(board, { exact: true }).click()
  await field.locator('.rs__single-value', { hasText: board }).waitFor()
}

test('a board is chosen from the list, for a channel and for one post, and the pin goes there', async () => {
  const channel = await find('channels', 'where[platform][equals]=pinterest')
  await page.goto(`${stack.url}/admin/collections/channels/${channel.id}`, {
    waitUntil: 'networkidle',
  })
  await chooseBoard(channel.id, 'Homes')
  await page.getByRole('button', { name: 'Save', exact: true }).first().click()
  await eventually(
    () => find('channels', `where[id][equals]=${channel.id}`),
    ({ settings }) => settings.board === 'board-homes-crayon-pinterest',
  )

  const media = await find(
    'media',
    `where[tenant][equals]=${channel.tenant}&where[mimeType][contains]=image`,
  )
  const { doc: post } = await api('POST', '/posts', {
    tenant: channel.tenant,
    title: 'Sharks to colour',
    text: 'A shark for a rainy afternoon.',
    media: [media.id],
    channels: [channel.id],
  })
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
