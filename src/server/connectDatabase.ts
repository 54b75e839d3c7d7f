import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { codeOf, type SetupError, setupError } from './setupError.ts'

type Args = { url: string; timeoutMs?: number }

/**
 * Opens one connection to the database at `url`; waits while that server is still starting.
 * Throws `WRONG_DATABASE_URL` with one sentence that tells what is wrong, never the password.
 */
export async function connectDatabase({ url, timeoutMs = 30_000 }: Args): Promise<pg.Client> {
  const until = Date.now() + timeoutMs
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    // A connection that breaks later is told to whoever asks it next.
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch (error) {
      await client.end().catch(() => {})
      if (codeOf(error) !== '57P03' || Date.now() > until) throw explain({ error, url })
      await sleep(250)
    }
  }
}

function explain({ error, url }: { error: unknown; url: string }): SetupError {
  const { hostname, port, pathname } = new URL(url)
  const server = `${hostname}:${port || 5432}`
  const name = decodeURIComponent(pathname.slice(1))
  return setupError({
    code: 'WRONG_DATABASE_URL',
    message: `${tell({ error, hostname, server, name })} (DATABASE_URL)`,
    cause: error,
  })
}

type TellArgs = { error: unknown; hostname: string; server: string; name: string }

function tell({ error, hostname, server, name }: TellArgs): string {
  const reason = error instanceof Error ? error.message : String(error)
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return `No database answers at ${server}: start it, or correct its address.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `The host "${hostname}" of the database is not known: correct its name, or mend the network.`
    case '28P01':
    case '28000':
      return `The database at ${server} refuses the user or the password: correct them.`
    case '3D000':
      return `There is no database "${name}" at ${server}: create it (createdb ${name}), or correct the name.`
    case '53300':
      return `The database at ${server} has no connection left: raise its max_connections, or start fewer processes.`
    default:
      return /timeout|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/i.test(reason)
        ? `The database at ${server} does not answer: check the address, and that no firewall stands between.`
        : `The database at ${server} can't be used (${reason}): check the address and the server's own log.`
  }
}
