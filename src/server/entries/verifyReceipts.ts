import '../endWithParent.ts'
import config from '@payload-config'
import { getPayload } from 'payload'
import { verifyReceipts } from 'postyard'
import { connectDatabase } from '../connectDatabase.ts'
import { readEnv, rootDir } from '../env.ts'
import { listenForStop } from '../listenForStop.ts'
import { findNewestMigration, waitForMigrations } from '../newestMigration.ts'
import { makePrinter } from '../printLines.ts'
import { keepHeads, readHeads } from '../receipts/keptHeads.ts'
import { printProgress, printVerification } from '../receipts/printVerification.ts'
import { readArguments } from '../receipts/readArguments.ts'
import { runCommand } from '../runCommand.ts'
import { setupError } from '../setupError.ts'

/** Checks the chains of all receipts while the installation runs, and tells the first broken link of each. */
await runCommand(async () => {
  const signal = listenForStop()
  const { isJson, tenant, heads: file } = readArguments(process.argv.slice(2))
  const { DATABASE_URL: url } = readEnv()
  const database = await connectDatabase({ url })
  const name = findNewestMigration(rootDir)
  await waitForMigrations({ database, name, timeoutMs: 1_000 }).finally(() => database.end())
  const known = file ? readHeads(file) : {}
  const printer = makePrinter(isJson ? process.stderr : process.stdout)
  // `onInit` belongs to a server.
  const payload = await getPayload({ config, disableOnInit: true })
  const onProgress = printProgress(printer, () => performance.now())
  const verification = await verifyReceipts({ payload, known, onProgress, signal, tenant }).catch(
    (cause: unknown) => {
      if ((cause as { code?: unknown }).code !== 'NOT_FOUND') throw cause
      throw setupError({
        code: 'TENANT_UNKNOWN',
        message: `There is no client with the id "${tenant}": its id stands in the address of its page in the panel.`,
        cause,
      })
    },
  )
  printVerification(verification, printer)
  if (file) keepHeads(file, known, verification)
  if (isJson) process.stdout.write(`${JSON.stringify(verification)}\n`)
  if (verification.end === 'interrupted') return 130
  return verification.verdicts.every(({ broken }) => broken === null) ? 0 : 1
})
