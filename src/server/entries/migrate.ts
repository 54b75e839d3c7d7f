import '../endWithParent.ts'
import config from '@payload-config'
import { getPayload, type Migration } from 'payload'
import { guardReceipts } from 'postyard'
import { migrations } from '../../migrations/index.ts'
import { readEnv } from '../env.ts'
import { runCommand } from '../runCommand.ts'
import { withMigrationLock } from '../withMigrationLock.ts'

/**
 * Applies the migrations that the database lacks, in a process of its own: Payload's `migrate` ends
 * the process where one fails, and with it goes the lock.
 */
await runCommand(async () => {
  const { DATABASE_URL: url } = readEnv()
  await withMigrationLock({ url }, async () => {
    // `onInit` belongs to a server, and reads tables that are not there yet.
    const payload = await getPayload({ config, disableOnInit: true })
    await payload.db.migrate({ migrations: migrations as Migration[] })
    await guardReceipts(payload)
  })
  return 0
})
