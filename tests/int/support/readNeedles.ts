import type { Payload } from 'payload'
import type { Client } from './furnish.ts'
import { query } from './scenes.ts'

/** Everything by which a client would be known if it showed up where it must not: its ids, its secrets, its name. */
export const readNeedles = async (payload: Payload, client: Client): Promise<string[]> => {
  const people = Object.values(client.people)
  const owned = await query(
    payload,
    `select c.table_name as name from information_schema.columns c
     join information_schema.columns i
       on i.table_schema = c.table_schema and i.table_name = c.table_name and i.column_name = 'id'
     where c.table_schema = 'public' and c.column_name = 'tenant_id' and c.table_name <> 'users_tenants'`,
  )
  const ids: string[] = []
  for (const { name } of owned) {
    const rows = await query(payload, `select id from "${name}" where tenant_id = $1`, [
      client.tenant,
    ])
    ids.push(...rows.map((row) => String(row.id)))
  }
  return [
    ...ids,
    ...people.flatMap(({ id, email }) => [id, email]),
    client.tenant,
    client.device,
    client.deviceToken,
    client.preference,
    client.lock,
    client.key,
    client.job,
    client.apiKey,
    client.filename,
  ]
}
