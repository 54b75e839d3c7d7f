import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { Certificate } from './issueCertificate.ts'

const row = z.object({
  id: z.number(),
  receivedAt: z.string(),
  project: z.string(),
  token: z.string(),
  label: z.string().nullable(),
  outcome: z.string(),
  name: z.string().nullable(),
  message: z.string().transform((text): unknown => JSON.parse(text)),
})

/**
 * One request as it came in. `outcome` is `ok`, a code of FCM, `hang` or `resetBefore`; `name` is FCM's name for
 * a push that was taken; `message` is the request's own; `receivedAt` is UTC; `label` is what the phone is called.
 */
export type ReceivedPush = z.output<typeof row>

export type PushStore = {
  add: (push: Omit<ReceivedPush, 'id' | 'label'>) => ReceivedPush
  /** Ascending by id: those after `after`, else the last `limit`. */
  list: (args: { token?: string; after?: number; limit: number }) => ReceivedPush[]
  /** How many requests by outcome. */
  count: () => { received: number; outcomes: Record<string, number> }
  setLabel: (token: string, label: string) => void
  /** The authority of an earlier start, or the one that `make` makes now. */
  authority: (make: () => Promise<Certificate>) => Promise<Certificate>
  clear: () => void
  close: () => void
}

/** Enough for a long simulation; older ones are let go. */
const kept = 50_000

const columns = `
  id, received_at as receivedAt, project, pushes.token as token, label, outcome, name, message
  from pushes left join phones on phones.token = pushes.token`

/** Keeps pushes in SQLite. `file` may be `:memory:`; else only its owner may read it, for it holds a private key. */
export function openPushStore({ file }: { file: string }): PushStore {
  if (file !== ':memory:') {
    mkdirSync(dirname(file), { recursive: true })
    closeSync(openSync(file, 'a', 0o600))
  }
  const db = new DatabaseSync(file)
  db.exec(`
    pragma journal_mode = wal;
    pragma synchronous = off;
    create table if not exists pushes (
      id integer primary key autoincrement,
      received_at text not null,
      project text not null,
      token text not null,
      outcome text not null,
      name text,
      message text not null
    );
    create index if not exists pushes_token on pushes (token, id);
    create table if not exists phones (token text primary key, label text not null);
    create table if not exists authority (name text not null, key text not null, cert text not null);
  `)
  const insert = db.prepare(
    'insert into pushes (received_at, project, token, outcome, name, message) values (?, ?, ?, ?, ?, ?)',
  )
  const forget = db.prepare('delete from pushes where id <= ?')
  const byId = db.prepare(`select ${columns} where id = ?`)
  const after = db.prepare(
    `select ${columns} where id > :after and (:token is null or pushes.token = :token) order by id limit :limit`,
  )
  const last = db.prepare(
    `select * from (select ${columns} where :token is null or pushes.token = :token
     order by id desc limit :limit) order by id`,
  )
  const counts = db.prepare('select outcome, count(*) as count from pushes group by outcome')
  const label = db.prepare(
    'insert into phones (token, label) values (?, ?) on conflict (token) do update set label = excluded.label',
  )

  return {
    add: ({ receivedAt, project, token, outcome, name, message }) => {
      const text = JSON.stringify(message)
      const id = Number(insert.run(receivedAt, project, token, outcome, name, text).lastInsertRowid)
      forget.run(id - kept)
      return row.parse(byId.get(id))
    },
    list: ({ token = null, after: from, limit }) =>
      z
        .array(row)
        .parse(
          from === undefined
            ? last.all({ token, limit })
            : after.all({ token, limit, after: from }),
        ),
    count: () => {
      const rows = z.array(z.object({ outcome: z.string(), count: z.number() })).parse(counts.all())
      return {
        received: rows.reduce((sum, { count }) => sum + count, 0),
        outcomes: Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count])),
      }
    },
    setLabel: (token, text) => void label.run(token, text),
    authority: async (make) => {
      const found = db.prepare('select name, key, cert from authority').get()
      if (found)
        return z.object({ name: z.string(), key: z.string(), cert: z.string() }).parse(found)
      const made = await make()
      db.prepare('insert into authority values (?, ?, ?)').run(made.name, made.key, made.cert)
      return made
    },
    clear: () => void db.exec('delete from pushes'),
    close: () => db.close(),
  }
}
