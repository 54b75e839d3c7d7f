import type { BrowserContext, Page, Worker } from 'playwright-core'
import { demoPassword } from '../../../src/seed/agency.ts'
import { eventually } from '../../int/support/eventually.ts'
import type { Stack } from './openStack.ts'

export type Phone = {
  context: BrowserContext
  /** The app as it is open now. */
  page: Page
  /** The device's header `Authorization`, as the app itself sends it. */
  authorization: () => string
  /** The id that the server gave this phone. */
  device: () => string
  /** The names of what was tapped since the last call, in their order. */
  taps: () => string[]
  /** Ends the app and opens it again at an address of its own. */
  reopen: (path?: string) => Promise<void>
}

const android =
  'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36'

type Args = { stack: Stack; email: string; locale?: string; words?: typeof english }

/** What stands on the log-in. */
export const english = { email: 'E-mail', password: 'Password', button: 'Log in' }

/** A phone with a finger on it: Chromium as it is on Android, with a person logged in once. */
export const openPhone = async (args: Args): Promise<Phone> => {
  const { stack, email, locale = 'en-GB', words = english } = args
  const context = await stack.openContext({
    locale,
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    userAgent: android,
  })
  await context.grantPermissions(['notifications', 'clipboard-read', 'clipboard-write'], {
    origin: stack.url,
  })
  let authorization = ''
  context.on('request', (request) => {
    const { authorization: sent } = request.headers()
    if (sent?.startsWith('Device ')) authorization = sent
  })
  const tapped: string[] = []
  await context.exposeFunction('noteTap', (name: string) => tapped.push(name))
  await context.addInitScript(() => {
    const note = (window as unknown as { noteTap: (name: string) => void }).noteTap
    addEventListener(
      'click',
      (event) => {
        const button = (event.target as Element).closest('a, button, summary, label')
        if (event.isTrusted) note(button?.textContent ?? '')
      },
      { capture: true },
    )
  })
  const open = async (path: string) => {
    const page = await context.newPage()
    await page.goto(`${stack.url}${path}`)
    return page
  }
  const phone: Phone = {
    context,
    page: await open('/agent'),
    authorization: () => authorization,
    device: () => /^Device ([^.]+)\./.exec(authorization)?.[1] ?? '',
    taps: () => tapped.splice(0),
    reopen: async (path = '/agent') => {
      await phone.page.close()
      phone.page = await open(path)
    },
  }
  await phone.page.getByLabel(words.email).fill(email)
  await phone.page.getByLabel(words.password, { exact: true }).fill(demoPassword)
  await phone.page.getByRole('button', { name: words.button }).tap()
  await phone.page.locator('#now').waitFor()
  await context.waitForEvent('request', (one) => 'authorization' in one.headers())
  return phone
}

/** The app's service worker. */
export const workerOf = async ({ context }: Phone): Promise<Worker> =>
  context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker')

/** Waits until everything that a task needs is on the phone: the app, the caption, and the files. */
export const hasKept = (phone: Phone, task: string): Promise<unknown> =>
  eventually(
    () =>
      phone.page.evaluate(async () => {
        await navigator.serviceWorker.ready
        const opening = indexedDB.open('postyard')
        await new Promise((resolve) => opening.addEventListener('success', resolve))
        const reading = opening.result.transaction('kept').objectStore('kept').getAllKeys()
        await new Promise((resolve) => reading.addEventListener('success', resolve))
        opening.result.close()
        const files = await (await caches.open('postyard-media')).keys()
        return { kept: reading.result.map(String), files: files.length }
      }),
    ({ kept, files }) => kept.some((key) => key.endsWith(`/${task}`)) && files > 0,
  )
