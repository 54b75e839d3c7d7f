import { createHash } from 'node:crypto'
import { setupError } from '../setupError.ts'

type Key = { id: string }

type Database = {
  query: (sql: string, values: unknown[]) => Promise<{ rows: { name: string }[] }>
}

/** Postgres cuts names of connections off at 63 bytes, and the queue's own connections add to them. */
const mostMarks = 4

const prefix = 'postyard keys '

const markOf = ({ id }: Key) => createHash('sha256').update(id).digest('hex').slice(0, 6)

/**
 * The name of this process's connections to the database: by it others know which keys it was started with, of which
 * only marks of their ids are in it.
 */
export function nameConnections(keys: Key[]): string {
  const more = keys.length > mostMarks ? '+' : ''
  return `${prefix}${keys.slice(0, mostMarks).map(markOf).join(',')}${more}`
}

/**
 * Makes sure that whoever is connected to the database knows the newest key, since it could open nothing that is sealed
 * with that. A process without a connection at this moment is not seen. Throws `KEY_UNKNOWN_TO_OTHERS`.
 */
export async function checkKeyIsKnown({ database, key }: { database: Database; key: Key }) {
  const { rows } = await database.query(
    `select application_name as name from pg_stat_activity
     where datname = current_database() and application_name like $1`,
    [`${prefix}%`],
  )
  const unknowing = rows.filter(({ name }) => {
    const [marks = ''] = name.slice(prefix.length).split(' ')
    return !marks.endsWith('+') && !marks.split(',').includes(markOf(key))
  })
  if (unknowing.length === 0) return
  throw setupError({
    code: 'KEY_UNKNOWN_TO_OTHERS',
    message: `Something runs on this database that does not know the key "${key.id}", so it could not open what is sealed with it. Restart the web server and all workers with the present ENCRYPTION_KEYS, then run this again; nothing was changed.`,
  })
}
