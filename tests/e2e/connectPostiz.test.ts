import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword, demoPostizKey } from '../../src/seed/agency.ts'
import { openStack, type Stack } from './support/openStack.ts'

let stack: Stack
let page: Page

type Doc = { id: string; state?: string }

beforeAll(async () => {
  stack = await openStack()
  page = await stack.openPage(1280, 900)
  const login = await page.request.post(`${stack.url}/api/users/login`, {
    data: { email: 'manager@postyard.test', password: demoPassword },
  })
  expect(login.status()).toBe(200)
  await page.goto(`${stack.url}/admin`, { waitUntil: 'networkidle' })
})

afterAll(() => stack?.close())

/** The first record that a list of the API finds. */
const find = (path: string): Promise<Doc> =>
  page.evaluate(async (asked) => (await (await fetch(`/api${asked}`)).json()).docs[0], path)

const disable = (integration: string, disabled: boolean) =>
  fetch(`${stack.postizUrl}/sandbox/integrations/${integration}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ disabled }),
  })

const openTenant = async () => {
  const { id } = await find('/tenants?where[slug][equals]=marina')
  await page.goto(`${stack.url}/admin/collections/tenants/${id}`, { waitUntil: 'networkidle' })
  // It is read by the page itself, so its buttons work from then on.
  await page.getByText(/Its channels were last checked/).waitFor()
}

test('a wrong address is named with the right one, and the groups that can be this client’s are offered', async () => {
  await openTenant()
  const connection = page.getByRole('region', { name: 'Connection to Postiz' })
  await connection.getByText('for the customer group Marina Estates').waitFor()
  await connection.getByRole('button', { name: 'Change connection' }).click()
  const group = connection.getByLabel('Customer group')
  expect(await group.isDisabled()).toBe(true)

  await connection.getByLabel('Address of Postiz').fill(stack.postizUrl)
  await connection.getByLabel('API key').fill(demoPostizKey)
  await connection.getByLabel('API key').blur()
  await connection.getByText(`but at ${stack.postizUrl}/api`).waitFor()

  await connection.getByLabel('Address of Postiz').fill(`${stack.postizUrl}/api`)
  await connection.getByLabel('Address of Postiz').blur()
  await connection.getByText('Other clients use this Postiz account').waitFor()
  const offered = await group.locator('option').allTextContents()
  expect(offered).toEqual(['Choose the group of this client', 'Marina Estates: 3 accounts'])
  if (process.env.SHOTS) await page.screenshot({ path: process.env.SHOTS, fullPage: true })
  await group.selectOption({ label: 'Marina Estates: 3 accounts' })
  await connection.getByRole('button', { name: 'Connect', exact: true }).click()
  await connection.getByText(/^Connected\./).waitFor()
}, 180_000)

test('a channel that was switched off in Postiz leads to the page that connects it anew', async () => {
  await disable('marina-linkedin', true)
  await openTenant()
  await page.getByRole('button', { name: 'Import channels' }).click()
  // The worker looks after the channels too, and may have been there a moment before.
  await page.getByText(/1 has changed|as they were/).waitFor()
  const { id, state } = await find('/channels?where[integrationId][equals]=marina-linkedin')
  expect(state).toBe('disabled')
  await page.goto(`${stack.url}/admin/collections/channels/${id}`, { waitUntil: 'networkidle' })
  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Reconnect' }).click(),
  ])
  await opened.waitForURL(`${stack.postizUrl}/connect/linkedin-page`)
  await disable('marina-linkedin', false)
}, 180_000)

test('a channel that is connected again is active at one press, without its old reason and nothing left to save', async () => {
  const { id } = await find('/channels?where[integrationId][equals]=marina-facebook')
  const patch = (data: object) =>
    page.evaluate(
      async ([channel, body]) => {
        const answer = await fetch(`/api/channels/${channel}`, {
          method: 'PATCH',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
        return (await answer.json()).doc
      },
      [id, data] as const,
    )
  await patch({ state: 'unauthorised', stateReason: 'Its access has run out.' })
  await page.goto(`${stack.url}/admin/collections/channels/${id}`, { waitUntil: 'networkidle' })
  await page.getByText('Its access has run out.').waitFor()
  await page.getByRole('button', { name: 'It is connected again' }).click()
  await page.getByText('The channel is active again.').first().waitFor()
  await page.getByText('Its access has run out.').waitFor({ state: 'detached' })
  expect(await page.locator('#action-save').isDisabled()).toBe(true)
  expect(await find(`/channels?where[id][equals]=${id}`)).toMatchObject({
    state: 'active',
    stateReason: null,
  })
}, 180_000)
