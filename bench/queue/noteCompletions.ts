import type pg from 'pg'

/** When the completion of a job was committed; several times where that happened several times. */
export type Completion = { job: string; at: number }

/**
 * Lets Postgres itself note each completion of a job, in the transaction that commits it: what a worker says of itself
 * dies with it. `at` is in ms since 1970, shortly before the commit.
 */
export const noteCompletions = async (database: pg.Client) => {
  await database.query(`
    create table bench_completions (job text not null, at timestamptz not null);
    create function bench_note_completion() returns trigger language plpgsql as $$
      begin
        insert into bench_completions values (new.id::text, clock_timestamp());
        return null;
      end $$;
    create trigger bench_note_completion after update on payload_jobs for each row
      when (old.completed_at is null and new.completed_at is not null)
      execute function bench_note_completion()`)
  return {
    read: async (): Promise<Completion[]> => {
      const { rows } = await database.query<Completion>(
        'select job, (extract(epoch from at) * 1000)::float8 as at from bench_completions',
      )
      return rows
    },
  }
}
