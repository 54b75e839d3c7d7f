import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pt } from '../../app/(agent)/agent/words/pt.ts'
import { demoPassword } from '../../src/seed/agency.ts'
import { eventually } from '../int/support/eventually.ts'
import { askByPhone, loginAs } from './support/agencyApi.ts'
import { findEnglish } from './support/findEnglish.ts'
import { hasKept, openPhone } from './support/openPhone.ts'
import { openStack, type Stack } from './support/openStack.ts'
import { deliverPush, sentTo, shownOn, tapNotification } from './support/pushPhone.ts'
import { countPublications } from './support/readPublications.ts'
import { readSmallTargets, readTexts } from './support/readTexts.ts'

let stack: Stack

beforeAll(async () => {
  stack = await openStack()
})

afterAll(() => stack?.close())

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
    () => countPublications(stack, 'by the old mill'),
    (count) => count === 1,
  )
  await eventually(
    () => page.locator('main, .collection-edit').first().textContent(),
    (text) => /published/i.test(text ?? ''),
  )
}, 180_000)

const filipa = 'agent@postyard.test'
const marta = 'manager@postyard.test'

const ask = async (title: string) =>
  askByPhone({ manager: await loginAs(stack, marta), agent: await loginAs(stack, filipa) }, title)

const stateOf = async (delivery: string): Promise<string> => {
  const manager = await loginAs(stack, marta)
  return (await manager<{ state: string }>('GET', `/deliveries/${delivery}?depth=0`)).body.state
}

const isPublished = (delivery: string) =>
  eventually(
    () => stateOf(delivery),
    (state) => state === 'published',
  )

const query = async (statement: string, values: unknown[]) => {
  const client = new pg.Client({ connectionString: stack.databaseUrl })
  await client.connect()
  const { rows } = await client.query(statement, values)
  await client.end()
  return rows
}

test('a push leads a field agent to the task, and in three taps it is posted', async () => {
  const phone = await openPhone({ stack, email: filipa })
  expect(await readSmallTargets(phone.page)).toEqual([])
  const token = 'the-phone-in-the-pocket'
  const said = await phone.context.request.post(
    `${stack.url}/api/devices/${phone.device()}/report`,
    {
      headers: { authorization: phone.authorization() },
      data: { token, notifications: 'granted' },
    },
  )
  expect(said.status()).toBe(200)
  // The phone is put away: the app is closed.
  await phone.page.close()
  const { task, delivery } = await ask('House by the lighthouse')
  const [message] = await eventually(
    () => sentTo(stack, token),
    (sent) => sent.length > 0,
  )
  await deliverPush(stack, phone, message!)
  expect(await shownOn(phone, 1)).toEqual([
    expect.objectContaining({
      title: 'Time to post: House by the lighthouse',
      body: 'WhatsApp Status · Marina Estates',
      tag: `task-${task}`,
    }),
  ])

  const address = await tapNotification(phone)
  expect(address).toBe(`${stack.url}/agent?task=${task}`)
  phone.taps()
  await phone.reopen(address.slice(stack.url.length))
  const { page } = phone
  const together = page.getByRole('button', { name: /^(Save, copy|Share to)/ })
  await together.waitFor()
  expect(await readSmallTargets(page)).toEqual([])
  const [download] = await Promise.all([page.waitForEvent('download'), together.tap()])
  expect(download.suggestedFilename()).toMatch(/\.(jpe?g|png)$/)
  await page.getByRole('button', { name: 'Yes, posted' }).tap()
  await page.getByRole('heading', { name: 'Posted. Thank you!' }).waitFor()
  const taps = ['the notification', ...phone.taps()]
  expect(taps.length, taps.join(', ')).toBeLessThanOrEqual(3)
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    'House by the lighthouse: ask me for a viewing!',
  )
  await isPublished(delivery)
}, 120_000)

test('a phone without a network opens, and what is answered on it counts once', async () => {
  const phone = await openPhone({ stack, email: filipa })
  const { task, delivery } = await ask('Loft without a network')
  const card = () => phone.page.locator(`#task-${task}`)
  await card().waitFor()
  await hasKept(phone, task)
  await phone.context.setOffline(true)
  await phone.reopen()
  await card().waitFor()
  await phone.page.getByText('No connection.', { exact: false }).first().waitFor()
  await card().tap()
  await phone.page.getByText('ask me for a viewing!', { exact: false }).waitFor()
  await phone.page.waitForFunction(() => (document.querySelector('img')?.naturalWidth ?? 0) > 0)
  await phone.page.getByRole('button', { name: 'Yes, posted' }).tap()
  await phone.page.getByRole('heading', { name: 'Posted. Thank you!' }).waitFor()
  await phone.reopen()
  await card().waitFor({ state: 'attached' })
  expect(await stateOf(delivery)).toBe('awaiting_human')

  await phone.context.setOffline(false)
  await isPublished(delivery)
  const answers = await query(
    `select outcome from postyard_receipts where delivery_id = $1 and action = 'answer'`,
    [delivery],
  )
  expect(answers).toEqual([{ outcome: 'ok' }])

  const admin = await loginAs(stack, 'admin@postyard.test')
  expect((await admin('POST', `/devices/${phone.device()}/revoke`, {})).status).toBe(200)
  await phone.page.getByText('This phone was logged out', { exact: false }).waitFor()
}, 120_000)

test('a second phone is told who has the task, and speaks Portuguese on every page', async () => {
  const agent = await loginAs(stack, filipa)
  const title = 'Moradia com jardim'
  const { task } = await ask(title)
  expect((await agent('POST', `/assist/tasks/${task}/open`, {})).status).toBe(200)
  const phone = await openPhone({ stack, email: marta, locale: 'pt-PT', words: pt.logIn })
  const page = () => phone.page
  const said = new Set<string>()
  const listen = async () => {
    for (const text of await readTexts(page())) said.add(text)
  }
  await listen()
  const account = page().getByRole('button', { name: /^Conta/ })
  await account.tap()
  await page().getByRole('dialog').waitFor()
  await listen()
  expect(await readSmallTargets(page())).toEqual([])
  await page().keyboard.press('Escape')
  expect(await account.evaluate((button) => button === document.activeElement)).toBe(true)
  await phone.reopen(`/agent?task=${task}`)
  await page().getByText('Filipa', { exact: false }).first().waitFor()
  await listen()
  await agent('POST', `/assist/tasks/${task}/close`, {})
  await phone.reopen(`/agent?task=${task}`)
  await page().getByRole('button', { name: pt.ask.yes }).waitFor()
  await listen()
  await page().getByRole('button', { name: pt.ask.skip }).tap()
  await page().getByRole('button', { name: pt.ask.skipReasons[0] }).waitFor()
  await listen()
  expect(await page().evaluate(() => document.documentElement.lang)).toBe('pt-PT')
  const { body: content } = await agent('GET', `/assist/tasks/${task}`)
  expect(findEnglish([...said], JSON.stringify(content))).toEqual([])
}, 120_000)
