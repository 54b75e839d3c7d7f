import type { ShakenDatabase } from './openShaken.ts'

/**
 * Ends some of the application's connections in the midst of whatever they do: for each share in [0, 1) the one at that
 * place among those that are there. Returns how many were cut; none while Postgres is away.
 */
export async function cutConnections(db: ShakenDatabase, shares: number[]): Promise<number> {
  const found = await db.tryOnce<{ pid: number }>(
    `select pid from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend'
        and application_name <> 'chaos'
      order by pid`,
  )
  const pids = new Set(
    shares.flatMap((share) => found?.[Math.floor(share * found.length)]?.pid ?? []),
  )
  if (pids.size === 0) return 0
  const cut = await db.tryOnce<{ done: boolean }>(
    `select pg_terminate_backend(pid) as done from unnest(array[${[...pids].join(',')}]::int[]) as pid`,
  )
  return cut?.filter(({ done }) => done).length ?? 0
}
