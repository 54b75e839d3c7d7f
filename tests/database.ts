import { randomBytes } from 'node:crypto'
import { createDatabase } from '../src/server/createDatabase.ts'

/**
 * Makes a database of its own for a test file: a copy of the migrated template, or an empty one.
 * Nobody drops it: the whole server goes with the run. Gives back its address.
 */
export async function createTestDatabase({ isEmpty = false } = {}): Promise<string> {
  const adminUrl = process.env.TEST_POSTGRES_URL
  const template = process.env.TEST_TEMPLATE
  if (!adminUrl || !template) {
    throw new Error(
      'No test database: give the vitest project tests/startTestPostgres.ts as globalSetup.',
    )
  }
  const name = `test_${randomBytes(6).toString('hex')}`
  await createDatabase({ adminUrl, name, ...(isEmpty ? {} : { template }) })
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return url.href
}
