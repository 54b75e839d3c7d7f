import { join } from 'node:path'
import { buildEntries } from '../../src/server/buildEntries.ts'
import { buildWeb } from '../../src/server/buildWeb.ts'
import { rootDir } from '../../src/server/env.ts'

/** Global set-up of vitest for tests in a browser: what they look at is built, once per change. */
export default async function setup(): Promise<void> {
  await buildEntries({ root: rootDir })
  await buildWeb({
    root: rootDir,
    env: process.env,
    logFile: join(rootDir, '.build', 'next-build.log'),
    onProgress: (seconds) => process.stderr.write(`Building the panel, ${seconds} s so far …\n`),
  })
}
