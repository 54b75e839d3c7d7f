import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A browser to drive: where it is, and what it has to be started with. */
export type Chromium = { executablePath: string; args: string[] }

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** A test's browser calls nobody but the test's own server. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
]

/**
 * Finds a Chromium: CHROMIUM_PATH, else the machine's own, else the one from npm (Linux on x64).
 * Throws where CHROMIUM_PATH names nothing.
 */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<Chromium> {
  // Root may not use Chromium's sandbox; the browser sees only pages of this project.
  const args = process.getuid?.() === 0 ? [...quiet, '--no-sandbox'] : quiet
  const configured = env.CHROMIUM_PATH
  if (configured) {
    if (existsSync(configured)) return { executablePath: configured, args }
    throw new Error(
      `CHROMIUM_PATH is ${configured}, and there is no such file: correct or unset it.`,
    )
  }
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    for (const name of names) {
      const executablePath = join(folder, name)
      if (existsSync(executablePath)) return { executablePath, args }
    }
  }
  const { default: packed } = await import('@sparticuz/chromium')
  return { executablePath: await packed.executablePath(), args: [...packed.args, ...quiet] }
}
