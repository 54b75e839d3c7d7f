import { join } from 'node:path'
import { buildEntries } from '../../src/server/buildEntries.ts'
import { buildWeb } from '../../src/server/buildWeb.ts'
import { rootDir } from '../../src/server/env.ts'

/** Builds what tests in a browser look at, once per change; whoever asks meanwhile waits for it. */
export default async function buildPanel(): Promise<void> {
  await buildEntries({ root: rootDir })
  await buildWeb({
    root: rootDir,
    env: process.env,
    logFile: join(rootDir, '.build', 'next-build.log'),
    onProgress: (seconds) => process.stderr.write(`Building the panel, ${seconds} s so far …\n`),
  })
}
