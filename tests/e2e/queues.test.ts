import pg from 'pg'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoPassword } from '../../src/seed/agency.ts'
import { eventually } from '../int/support/eventually.ts'
import { openStack, type Stack } from './support/openStack.ts'

let stack: Stack
const token = 'a-token-that-only-this-test-has'

beforeAll(async () => {
  stack = await openStack({ METRICS_TOKEN: token })
})

afterAll(() => stack?.close())

/** The dashboard of somebody who has logged in, or another page of the panel. */
const openDashboard = async (email: string, path = '/admin'): Promise<Page> => {
  const page = await stack.openPage(1280, 900)
  const login = await page.request.post(`${stack.url}/api/users/login`, {
    data: { email, password: demoPassword },
  })
  expect(login.status()).toBe(200)
  await page.goto(`${stack.url}${path}`, { waitUntil: 'networkidle' })
  return page
}

type Worker = { name: string; pid: number; state: string }

/** Asked from within the page, as the panel does it. */
const askQueues = (page: Page) =>
  page.evaluate(async () => {
    const answer = await fetch('/api/queues')
    return { status: answer.status, workers: (await answer.json()).workers as Worker[] }
  })

const workingSeenBy = async (page: Page): Promise<Worker[]> => {
  const { status, workers } = await askQueues(page)
  expect(status).toBe(200)
  return workers.filter(({ state }) => state === 'working')
}

test('a killed worker is named on the page of the queues within ten seconds', async () => {
  const page = await openDashboard('admin@postyard.test')
  const [worker] = await eventually(
    () => workingSeenBy(page),
    (working) => working.length === 1,
    60_000,
  )
  await page.getByRole('button', { name: /menu/i }).first().click()
  await page.getByRole('link', { name: 'Queues and workers' }).first().click()
  await page.getByRole('heading', { name: 'Queues and workers' }).waitFor()
  const row = page.locator(`tr[data-worker="${worker!.name}"]`)
  await row.getByText('Working').waitFor()
  await page.locator('tr[data-queue="distribution"]').getByText(/ of 5/).waitFor()

  process.kill(worker!.pid, 'SIGKILL')
  const killedAt = Date.now()
  await page
    .locator('.postyard-notice', { hasText: `Worker ${worker!.name} stopped answering at` })
    .waitFor({
      timeout: 10_000,
    })
  expect(Date.now() - killedAt).toBeLessThanOrEqual(10_000)
  await row.getByText('Gone').waitFor()
  // The next one is started in its place, and seen without a reload.
  await eventually(
    () => workingSeenBy(page),
    (working) => working.length === 1 && working[0]?.pid !== worker!.pid,
  )
  await page.getByText('1 worker is at work.').waitFor()
}, 180_000)

test('whoever is no agency admin does not see the queues, nor the way to them', async () => {
  const page = await openDashboard('manager@postyard.test')
  expect(await page.getByRole('link', { name: 'Queues and workers' }).count()).toBe(0)
  expect((await askQueues(page)).status).toBe(403)
  await page.goto(`${stack.url}/admin/queues`, { waitUntil: 'networkidle' })
  await page.getByText('only an agency admin sees them').waitFor()
  expect(await page.locator('tr[data-worker]').count()).toBe(0)

  const nobody = await stack.openPage(1280, 900)
  await nobody.goto(`${stack.url}/admin/queues`, { waitUntil: 'networkidle' })
  expect(nobody.url()).toMatch(/\/admin\/login\?redirect=/)
}, 120_000)

/** Forty-one minutes go by at once for the task that waits: its manager was told. */
const letTaskBeLate = async (): Promise<string> => {
  const client = new pg.Client({ connectionString: stack.databaseUrl })
  await client.connect()
  try {
    const [task] = await eventually(
      async () =>
        (
          await client.query<{ id: string }>(
            `update postyard_assist_tasks
             set step = 3, stepped_at = now(), created_at = now() - interval '41 minutes'
             where outcome is null and assignee_id is not null returning id`,
          )
        ).rows,
      (rows) => rows.length === 1,
      60_000,
    )
    return task!.id
  } finally {
    await client.end()
  }
}

test('a manager takes over what is late, answers it, and reads how dependably people post', async () => {
  const task = await letTaskBeLate()
  const page = await openDashboard('manager@postyard.test')
  await page.getByRole('link', { name: /See who has what/ }).click()
  const need = page.locator('[data-need="late"]')
  await need.getByText(/^Filipa has not answered for 4\d min: "3 Bedroom Apartment"/).waitFor()

  await need.getByRole('button', { name: /^Take over/ }).click()
  await page.getByText('It becomes yours at once, and Filipa is not asked any more.').waitFor()
  await page.getByRole('button', { name: 'Take it over' }).click()
  await page.getByRole('heading', { name: 'Nothing needs you' }).waitFor()
  const row = page.locator(`tr[data-task="${task}"]`)
  await row.getByText(/has it open since/).waitFor()

  await row.getByRole('button', { name: /^Answer/ }).click()
  await page.getByLabel('Address of the post').fill('https://example.com/status/41')
  await page.getByRole('button', { name: 'Say so' }).click()
  await row.waitFor({ state: 'detached' })
  const rate = page.locator('tr[data-rate="Marta"]')
  await rate.getByText('100 %').waitFor()
  await rate.getByText('1 of 1').waitFor()

  // What was answered stands with its delivery: who took it, and where the post can be seen.
  const { docs } = await page.evaluate(async () =>
    (
      await fetch('/api/deliveries?where[kind][equals]=manual&where[state][equals]=published')
    ).json(),
  )
  await page.goto(`${stack.url}/admin/collections/deliveries/${docs[0].id}`, {
    waitUntil: 'networkidle',
  })
  await page.getByText(/\d steps so far/).click()
  await page.getByText('Taken over by Marta').waitFor()
}, 120_000)

test('a manager makes a key for a program, sees it once, and revokes it', async () => {
  const page = await openDashboard('manager@postyard.test')
  await page.goto(`${stack.url}/admin/api`, { waitUntil: 'networkidle' })
  await page.getByLabel('Which program is it for?').fill('Make.com')
  await page.getByLabel(/Distribute posts/).check()
  await page.getByRole('button', { name: 'Make the key' }).click()
  const key = await page.locator('[data-new-key]').textContent()
  const ask = async () => {
    const headers = { authorization: `Bearer ${key}` }
    return (await fetch(`${stack.url}/api/distribution/plans`, { headers })).status
  }
  expect(await ask()).toBe(200)
  await page.reload({ waitUntil: 'networkidle' })
  const revoke = page.getByRole('button', { name: 'Revoke the key of Make.com' })
  await revoke.waitFor()
  expect(await page.content()).not.toContain(key)
  await revoke.click()
  await page.getByRole('button', { name: 'Revoke it' }).click()
  await page.getByText('1 key that has ended').waitFor()
  expect(await ask()).toBe(401)
}, 120_000)

test('a manager spreads a post over many accounts, sees its day, and halts it with a reason', async () => {
  const page = await openDashboard('manager@postyard.test', '/admin/network')
  await page.evaluate(async () => {
    const read = async (path: string) => (await fetch(`/api/${path}`)).json()
    const add = async (collection: string, record: object) => {
      const body = JSON.stringify(record)
      const headers = { 'content-type': 'application/json' }
      const made = await fetch(`/api/${collection}`, { method: 'POST', headers, body })
      if (!made.ok) throw new Error(await made.text())
    }
    const { docs } = await read('tenants?where[slug][equals]=marina&depth=0')
    const common = { tenant: docs[0].id }
    await add('posts', { ...common, title: 'Terraces', text: 'Terraces that face the river.' })
    for (const timezone of ['Europe/Lisbon', 'Europe/Lisbon', 'Asia/Tokyo']) {
      const feed = { kind: 'feed', platform: 'feed', name: 'Branch', labels: ['branch'], timezone }
      await add('channels', { ...common, ...feed })
    }
  })
  await page.locator('[data-action="new-network"]').click()
  await page.getByLabel('Which post?').selectOption({ label: 'Terraces' })
  await page.getByLabel('With one of these labels').fill('branch')
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel(/^From/).fill(`${day}T10:00`)
  await page.getByLabel('Within so many hours').fill('0.05')
  await page.locator('[data-action="foresee-network"]').click()
  await page.locator('[data-action="take-remedy"]').click()
  await page.getByRole('button', { name: 'Start on 3 accounts' }).click()
  await page.waitForURL(/\/admin\/network\/[0-9a-f-]{36}$/)

  const dots = (state: string) => page.locator(`.postyard-map__dot[data-state="${state}"]`)
  await dots('scheduled').nth(2).waitFor()
  await page.getByRole('heading', { name: /^Tokyo/ }).waitFor()
  await page.getByText('0 of 3 are out, 3 to come.').first().waitFor()
  await page.locator('[data-action="halt-plan"]').click()
  await page.getByText('3 not sent yet wait').waitFor()
  const halt = page.getByRole('button', { name: 'Halt it now' })
  await halt.click()
  // Nothing is halted without a reason.
  await dots('scheduled').nth(2).waitFor()
  expect(await page.getByText('Halted by').count()).toBe(0)
  await page.getByLabel('Why, for those who find it halted').fill('The picture is wrong.')
  await halt.click()
  await page.getByText('Halted by Marta: The picture is wrong.').waitFor()
  await dots('held').nth(2).waitFor()
}, 120_000)

test('the web server lives, is ready, and tells its metrics to whoever has the token', async () => {
  expect((await fetch(`${stack.url}/live`)).status).toBe(200)
  const ready = await fetch(`${stack.url}/ready`)
  expect([ready.status, await ready.json()]).toEqual([200, { ready: true, reasons: [] }])
  const wrong: Record<string, string>[] = [
    {},
    { authorization: 'Bearer wrong' },
    { 'x-forwarded-for': '127.0.0.1' },
  ]
  for (const headers of wrong) {
    expect((await fetch(`${stack.url}/metrics`, { headers })).status).toBe(401)
  }
  const metrics = await fetch(`${stack.url}/metrics`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(metrics.status).toBe(200)
  const lines = (await metrics.text()).split('\n')
  expect(lines).toContain('durable_jobs_workers_working 1')
  expect(lines.some((line) => line.startsWith('postyard_deliveries_due '))).toBe(true)
})
