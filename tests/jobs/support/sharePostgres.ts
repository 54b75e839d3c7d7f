import { startThrowAway } from '../../../src/server/postgres/startThrowAway.ts'

/** Global set-up of vitest: one Postgres for all files, where no other set-up has brought one. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.TEST_POSTGRES_URL) return async () => {}
  const postgres = await startThrowAway()
  process.env.TEST_POSTGRES_URL = postgres.urlOf('postgres')
  return async () => {
    delete process.env.TEST_POSTGRES_URL
    await postgres.stop()
  }
}
