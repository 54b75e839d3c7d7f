import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'
import { startFcmSandbox } from '../../../src/sandbox/fcm/startFcmSandbox.ts'
import { startPostizSandbox } from '../../../src/sandbox/postiz/index.ts'
import { demoOrganisations } from '../../../src/seed/agency.ts'
import { rootDir } from '../../../src/server/env.ts'
import { findFreePort } from '../../../src/server/findFreePort.ts'
import { seedDemo } from '../../../src/server/seedDemo.ts'
import { startWebProcess, startWorkerProcess } from '../../../src/server/startPrograms.ts'
import { waitForHttp } from '../../../src/server/waitForHttp.ts'
import { createTestDatabase } from '../../database.ts'
import { testEnv } from '../../testEnv.ts'
import { findChromium } from '../chromium.ts'
import { keepDemoMedia } from './keepDemoMedia.ts'

export type Stack = {
  url: string
  postizUrl: string
  fcmUrl: string
  /** For what a test must bring about without waiting. */
  databaseUrl: string
  /** A browser of its own, with its own log-in and storage. */
  openContext: (options: BrowserContextOptions) => Promise<BrowserContext>
  /** A page of a browser of its own, as wide as a desk or a phone. */
  openPage: (width: number, height: number) => Promise<Page>
  close: () => Promise<void>
}

/** The whole of it as people use it: web server, worker, sandbox and the demo agency, on a database of their own. */
export const openStack = async (settings: Record<string, string> = {}): Promise<Stack> => {
  const folder = mkdtempSync(join(tmpdir(), 'postyard-e2e-'))
  const endings: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })]
  const close = async () => {
    for (const end of endings.splice(0).reverse()) await end()
  }
  try {
    const postiz = await startPostizSandbox({
      port: 0,
      organisations: demoOrganisations,
      limitPerHour: 1000,
    })
    endings.push(postiz.close)
    const fcm = await startFcmSandbox({ port: 0, controlPort: 0 })
    endings.push(fcm.close)
    const port = await findFreePort()
    const url = `http://localhost:${port}`
    const databaseUrl = await createTestDatabase()
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      ...testEnv,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      DATA_DIR: folder,
      SERVER_URL: url,
      POSTIZ_SANDBOX_URL: postiz.url,
      FCM_SANDBOX_URL: fcm.url,
      ...settings,
    }
    const logDir = join(folder, 'logs')
    cpSync(await keepDemoMedia(), join(folder, 'demo-media'), { recursive: true })
    await seedDemo({ root: rootDir, env, logDir })
    const common = {
      root: rootDir,
      logDir,
      env,
      onTrouble: (sentence: string) => console.error(sentence),
      onGiveUp: (error: Error) => console.error(error),
    }
    const worker = startWorkerProcess(common)
    endings.push(worker.stop)
    const web = startWebProcess({ ...common, host: '127.0.0.1', port })
    endings.push(web.stop)
    await waitForHttp({ url: `${url}/admin/login`, name: 'panel', timeoutMs: 60_000 })
    const { executablePath, args } = await findChromium()
    const browser: Browser = await chromium.launch({ executablePath, args })
    endings.push(() => browser.close())
    const openContext = async (options: BrowserContextOptions) => {
      const context = await browser.newContext({ locale: 'en-GB', ...options })
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      context.setDefaultTimeout(60_000)
      return context
    }
    return {
      url,
      postizUrl: postiz.url,
      fcmUrl: fcm.url,
      databaseUrl,
      openContext,
      openPage: async (width, height) =>
        (await openContext({ viewport: { width, height } })).newPage(),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
