import type { Store } from './openStore.ts'

export type Limit = {
  hits: number
  /** Epoch ms. */
  window_ends: number
  /** Epoch ms, or null. */
  blocked_until: number | null
  /** Requests let through, of all time. */
  counted: number
  /** Requests answered by 429, of all time. */
  refused: number
}

export function readLimit(store: Store, organisation: number): Limit {
  return (
    store.get<Limit>('select * from limits where organisation = :organisation', {
      organisation,
    }) ?? { hits: 0, window_ends: 0, blocked_until: null, counted: 0, refused: 0 }
  )
}

export function writeLimit(store: Store, organisation: number, limit: Limit): void {
  store.run(
    `insert into limits (organisation, hits, window_ends, blocked_until, counted, refused)
     values (:organisation, :hits, :window_ends, :blocked_until, :counted, :refused)
     on conflict (organisation) do update set
       hits = excluded.hits, window_ends = excluded.window_ends,
       blocked_until = excluded.blocked_until, counted = excluded.counted,
       refused = excluded.refused`,
    {
      organisation,
      hits: limit.hits,
      window_ends: limit.window_ends,
      blocked_until: limit.blocked_until,
      counted: limit.counted,
      refused: limit.refused,
    },
  )
}
