import type pg from 'pg'

type Args = {
  database: pg.Client
  /** The job and event rows made since then are what is inserted once more. */
  since: Date
}

/**
 * The peer of the tick: what Postgres needs to store the same job and event rows, with the same indexes, in one
 * transaction and without anybody deciding anything. Copies of the rows are laid ready beforehand.
 */
export const insertAlone = async ({ database, since }: Args) => {
  const copies = { jobs: 'payload_jobs', events: 'postyard_events' }
  const counts = { jobs: 0, events: 0 }
  for (const [copy, table] of Object.entries(copies)) {
    const { rowCount } = await database.query(
      `create temporary table copied_${copy} as
      select copy.* from ${table} model,
        jsonb_populate_record(model, jsonb_build_object('id', gen_random_uuid())) copy
      where model.created_at >= $1`,
      [since],
    )
    counts[copy as keyof typeof counts] = rowCount ?? 0
  }
  const began = performance.now()
  await database.query('begin')
  for (const [copy, table] of Object.entries(copies)) {
    await database.query(`insert into ${table} overriding user value select * from copied_${copy}`)
  }
  await database.query('commit')
  return { ...counts, ms: performance.now() - began }
}
