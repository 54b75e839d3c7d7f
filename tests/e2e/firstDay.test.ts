import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword } from '../../src/seed/agency.ts'
import { eventually } from '../int/support/eventually.ts'
import { openStack, type Stack } from './support/openStack.ts'

let stack: Stack

beforeAll(async () => {
  stack = await openStack()
})

afterAll(() => stack?.close())

const publications = async (text: string): Promise<number> => {
  const response = await fetch(`${stack.postizUrl}/sandbox/publications?limit=500`)
  const { publications: all } = (await response.json()) as { publications: unknown[] }
  return all.filter((one) => JSON.stringify(one).includes(text)).length
}

test('a manager logs in, writes a post and sees it published', async () => {
  const page = await stack.openPage(1280, 900)
  await page.goto(`${stack.url}/admin/login`, { waitUntil: 'networkidle' })
  await page.getByLabel('Email').fill('manager@postyard.test')
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('button', { name: 'Login' }).click()
  await page.waitForURL(/\/admin$/)

  await page.goto(`${stack.url}/admin/collections/posts/create`, { waitUntil: 'networkidle' })
  await page.locator('#field-title').fill('Garden flat')
  await page.locator('#field-text').fill('A garden of one’s own, by the old mill.')
  const channels = page.locator('#field-channels')
  await channels.locator('input').first().click()
  await page.getByText('Marina Estates on LinkedIn', { exact: false }).first().click()
  await page.getByRole('button', { name: 'Save', exact: true }).first().click()
  await page.waitForURL(/\/collections\/posts\/[0-9a-f-]{36}/)

  await page.getByRole('button', { name: /^Distribute/ }).click()
  await page.getByText('published', { exact: false }).first().waitFor()
  await eventually(
    () => publications('by the old mill'),
    (count) => count === 1,
  )
  await eventually(
    () => page.locator('main, .collection-edit').first().textContent(),
    (text) => /published/i.test(text ?? ''),
  )
}, 180_000)

test('a field agent opens a task on the phone, copies the caption and says that it is posted', async () => {
  const page = await stack.openPage(390, 844)
  await page.goto(`${stack.url}/agent`, { waitUntil: 'networkidle' })
  await page.getByLabel('E-mail').fill('agent@postyard.test')
  await page.getByLabel('Password', { exact: true }).fill(demoPassword)
  await page.getByRole('button', { name: 'Log in' }).click()

  await page.getByText('3 Bedroom Apartment').first().click()
  await page.getByRole('button', { name: /copy/i }).first().click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toContain('Ask me for a viewing!')

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /save/i }).first().click(),
  ])
  expect(download.suggestedFilename()).toContain('marina')

  await page.getByRole('button', { name: /^yes/i }).click()
  await page.getByRole('button', { name: /undo/i }).waitFor()

  const manager = await stack.openPage(1280, 900)
  const login = await manager.request.post(`${stack.url}/api/users/login`, {
    data: { email: 'manager@postyard.test', password: demoPassword },
  })
  const { token } = await login.json()
  const answer = await eventually(
    async () => {
      const found = await manager.request.get(
        `${stack.url}/api/deliveries?where[kind][equals]=manual&depth=0`,
        {
          headers: { authorization: `JWT ${token}` },
        },
      )
      return (await found.json()).docs as { state: string }[]
    },
    (docs) => docs.some((doc) => doc.state === 'published'),
  )
  expect(answer.filter((doc) => doc.state === 'published')).toHaveLength(1)
}, 180_000)
