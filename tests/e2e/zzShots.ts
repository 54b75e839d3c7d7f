import { chromium } from 'playwright-core'
import { findChromium } from './chromium.ts'
import { readSmallTargets } from './support/readTexts.ts'

const out = '/tmp/c4/shots'
const url = 'http://localhost:4790'
const [, , what = 'phone', width = '360', scheme = 'light', lang = 'en-GB'] = process.argv
const { executablePath, args } = await findChromium()
const browser = await chromium.launch({ executablePath, args })
const context = await browser.newContext({
  locale: lang,
  viewport: { width: Number(width), height: 800 },
  colorScheme: scheme as 'light',
  deviceScaleFactor: 1.3,
  ...(what === 'phone' ? { isMobile: true, hasTouch: true } : {}),
})
context.setDefaultTimeout(90_000)
const page = await context.newPage()
page.on('pageerror', (e) => console.log('pageerror', e.message))
page.on('response', (r) => {
  if (r.status() >= 400) console.log(r.status(), r.request().method(), r.url())
})
const shot = (name: string, fullPage = true) =>
  page.screenshot({ path: `${out}/${name}-${width}-${scheme}.png`, fullPage })
const pass = 'postyard-demo'
try {
  if (what === 'phone') {
    await page.goto(`${url}/agent`)
    await page.locator('input[type=password]').waitFor()
    await page.locator('input').first().fill('nia@postyard.test')
    await page.locator('input[type=password]').fill(pass)
    await page.locator('form button').last().tap()
    await page.locator('#now').waitFor()
    await page.locator('button[id^=task-claim]').first().waitFor()
    await page.waitForTimeout(1000)
    await shot('list')
    console.log('small', await readSmallTargets(page))
    await page.locator('button[id^=task-claim]').first().tap()
    await page.locator('video, [data-problem]').first().waitFor()
    await page.waitForTimeout(1500)
    await shot('claim')
    console.log('small', await readSmallTargets(page))
    if (process.argv[6] === 'short') process.exit(0)
    const rows = page.locator('section[aria-labelledby=dress] button')
    await rows.nth(0).tap()
    await page.waitForTimeout(400)
    await shot('overlay', false)
    await page.keyboard.press('Escape')
    await page.locator('section[aria-labelledby=captions] button').first().tap()
    await page.waitForTimeout(400)
    await shot('caption', false)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /Publish now|Publicar já/ }).tap()
    await page.waitForTimeout(400)
    await shot('publish', false)
    console.log('small', await readSmallTargets(page))
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^(Schedule|Agendar)$/ }).tap()
    await page.waitForTimeout(400)
    await shot('schedule', false)
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /Give up|Desistir/ }).tap()
    await page.waitForTimeout(400)
    await shot('cancel', false)
  } else {
    await page.goto(`${url}/admin/login`)
    await page.locator('#field-email').fill('admin@postyard.test')
    await page.locator('#field-password').fill(pass)
    await page.getByRole('button', { name: 'Login' }).click()
    await page.waitForURL(/\/admin$/)
    for (const path of process.argv.slice(6)) {
      await page.goto(`${url}/admin${path}`)
      await page.waitForTimeout(4000)
      await shot(`panel${path.split('?')[0]!.replaceAll('/', '_')}`)
    }
  }
} catch (e) {
  console.log(String(e))
  await shot('fail')
}
await browser.close()
