import { join } from 'node:path'
import { rootDir } from './env.ts'
import { buildPackage } from './package/buildPackage.ts'
import { makePrinter } from './printLines.ts'
import { runCommand } from './runCommand.ts'

/** `npm run package`: builds the plugins into `dist`, a package that other applications can install. */
await runCommand(async () => {
  const printer = makePrinter()
  const { name, version } = await buildPackage({ root: rootDir, outDir: join(rootDir, 'dist') })
  printer.ready('package', `${name} ${version} stands in dist; pack it with: npm pack ./dist`)
  return 0
})
