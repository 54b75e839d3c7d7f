import type { FetchedFigures } from '../channels/postiz/index.ts'
import { type Db, type ID, sql } from '../model/database.ts'
import { type Subject, subjectOf } from './dueSubjects.ts'

type Args = { db: Db; tenant: ID; subject: Subject; fetched: FetchedFigures; now: Date }

const noteLook = ({ db, tenant, subject, fetched, now }: Args) => {
  const message = fetched.kind === 'failed' ? fetched.message : null
  return db.execute(sql`
    insert into postyard_figure_looks (subject, tenant, rounds, looked_at, outcome, message)
    values (${subjectOf(subject)}, ${String(tenant)}, ${subject.rounds}, ${now.toISOString()},
            ${fetched.kind}, ${message})
    on conflict (subject) do update
    set rounds = excluded.rounds, looked_at = excluded.looked_at, outcome = excluded.outcome,
        message = excluded.message`)
}

/**
 * Keeps what a platform counted, one row for each name and day; a day that was known already gets its newer count. In
 * the caller's transaction with the look itself.
 */
export const saveFigures = async (args: Args): Promise<void> => {
  const { db, tenant, subject, fetched } = args
  await noteLook(args)
  if (fetched.kind !== 'figures') return
  const { channel, delivery } = subject
  const isOfDelivery = delivery !== null
  const target = isOfDelivery
    ? sql`(delivery_id, label, date) where delivery_id is not null`
    : sql`(channel_id, label, date) where delivery_id is null`
  await db.execute(sql`
    insert into postyard_figures
      (tenant_id, channel_id, delivery_id, label, date, total, updated_at, created_at)
    select ${tenant}, ${channel}, ${delivery}, f.label, f.date, f.total, clock_timestamp(), clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(fetched.figures)}::jsonb) as f(label text, date text, total numeric)
    on conflict ${target} do update
    set total = excluded.total, updated_at = excluded.updated_at
    where postyard_figures.total is distinct from excluded.total`)
}
