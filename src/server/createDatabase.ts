import pg from 'pg'
import { connectDatabase } from './connectDatabase.ts'

type Args = {
  /** Address of a database of the same server from which others may be made. */
  adminUrl: string
  name: string
  /** The database that it becomes a copy of; nobody may be connected to that. */
  template?: string
}

/** Makes the database `name`, unless it is there. */
export async function createDatabase({ adminUrl, name, template }: Args): Promise<void> {
  const client = await connectDatabase({ url: adminUrl })
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount) return
    const from = template ? ` template ${pg.escapeIdentifier(template)}` : ''
    await client.query(`create database ${pg.escapeIdentifier(name)}${from}`)
  } finally {
    await client.end()
  }
}
