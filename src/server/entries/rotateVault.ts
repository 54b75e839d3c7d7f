import '../endWithParent.ts'
import config from '@payload-config'
import { getPayload } from 'payload'
import { rotateVault } from 'postyard'
import { connectDatabase } from '../connectDatabase.ts'
import { readEnv, rootDir } from '../env.ts'
import { listenForStop } from '../listenForStop.ts'
import { findNewestMigration, waitForMigrations } from '../newestMigration.ts'
import { makePrinter } from '../printLines.ts'
import { runCommand } from '../runCommand.ts'
import { checkKeyIsKnown } from '../vault/keyMarks.ts'
import { printProgress, printRotation } from '../vault/printRotation.ts'
import { readArguments } from '../vault/readArguments.ts'

/** Seals everything with the first of ENCRYPTION_KEYS, while the installation runs, and tells what came of it. */
await runCommand(async () => {
  const signal = listenForStop()
  const { isJson } = readArguments(process.argv.slice(2))
  const { DATABASE_URL: url, ENCRYPTION_KEYS } = readEnv()
  const [key] = ENCRYPTION_KEYS
  const database = await connectDatabase({ url })
  try {
    const name = findNewestMigration(rootDir)
    await waitForMigrations({ database, name, timeoutMs: 1_000 })
    if (key) await checkKeyIsKnown({ database, key })
  } finally {
    await database.end()
  }
  const printer = makePrinter(isJson ? process.stderr : process.stdout)
  // `onInit` belongs to a server.
  const payload = await getPayload({ config, disableOnInit: true })
  const onProgress = printProgress(printer, () => performance.now())
  const rotation = await rotateVault({ payload, onProgress, signal })
  printRotation(rotation, printer)
  if (isJson) process.stdout.write(`${JSON.stringify(rotation)}\n`)
  if (rotation.end === 'interrupted') return 130
  return rotation.end === 'done' && rotation.unreadable.length === 0 ? 0 : 1
})
