import { join } from 'node:path'
import { buildEntries } from './buildEntries.ts'
import { buildWeb } from './buildWeb.ts'
import { rootDir } from './env.ts'
import { makePrinter } from './printLines.ts'
import { runCommand } from './runCommand.ts'

/** `npm run build`: compiles the entries and builds the panel, where their sources have changed. */
await runCommand(async () => {
  const printer = makePrinter()
  await buildEntries({ root: rootDir })
  printer.ready('programs', 'compiled into .build')
  await buildWeb({
    root: rootDir,
    env: process.env,
    logFile: join(rootDir, '.build', 'next-build.log'),
    onProgress: (seconds) => printer.going('panel', `building, ${seconds} s so far`),
    onWait: (pid) => printer.going('panel', `waiting for the process ${pid}, which builds it`),
  })
  printer.ready('panel', 'built into .next')
  return 0
})
