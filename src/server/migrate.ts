import { migrateDatabase } from './migrateDatabase.ts'
import { prepare } from './prepare.ts'
import { makePrinter } from './printLines.ts'
import { runCommand } from './runCommand.ts'
import { openDatabase } from './useDatabase.ts'

/** `npm run migrate`: brings the database up to date; any number of these may run at once. */
await runCommand(async () => {
  const prepared = prepare()
  const { root, env, logDir } = prepared
  const database = await openDatabase(prepared)
  try {
    const hasChanged = await migrateDatabase({ root, env, logDir, url: database.url })
    makePrinter().ready('migrations', hasChanged ? 'applied' : 'nothing to do')
  } finally {
    await database.stop()
  }
  return 0
})
