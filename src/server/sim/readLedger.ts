import type { ShakenDatabase } from '../chaos/openShaken.ts'

/** One task as the database tells of it. */
export type LedgerLine = {
  mark: string
  state: string
  /** True where somebody's word waits for a manager. */
  isUndecided: boolean
  /** How often an answer counted: those that were undone, or only handed to a manager, do not. */
  counted: number
  /** How often it became published, without those that were undone. */
  published: number
  /** Which steps of its escalation it came to, and what else happened to it. */
  events: string[]
}

/** What became of each task, by its receipts and events. */
export const readLedger = (db: ShakenDatabase): Promise<LedgerLine[]> =>
  db.read<LedgerLine>(
    `with told as (
       select delivery_id, array_agg(replace(type, 'distribution.', '') order by occurred_at) as types
       from postyard_events where delivery_id is not null group by delivery_id
     ), answered as (
       select delivery_id,
         count(*) filter (where raw_meta->>'result' = 'posted')::int as posted,
         count(*) filter (where raw_meta->>'result' = 'undo')::int as undone
       from postyard_receipts where action = 'answer' group by delivery_id
     )
     select p.title as mark, d.state::text as state,
       exists (
         select 1 from postyard_assist_tasks t
         where t.delivery_id = d.id and t.outcome = 'expired'
           and (t.answered_at is not null or t.claim is not null)
       ) as "isUndecided",
       coalesce(a.posted - a.undone, 0)
         - cardinality(array_positions(e.types, 'task.answered_late')) as counted,
       cardinality(array_positions(e.types, 'delivery.published'))
         - cardinality(array_positions(e.types, 'task.undone')) as published,
       e.types as events
     from postyard_deliveries d
     join postyard_plans p on p.id = d.plan_id
     join told e on e.delivery_id = d.id
     left join answered a on a.delivery_id = d.id
     order by p.title`,
  )

const final = ['published', 'skipped', 'failed', 'expired', 'cancelled']

export const isSettled = ({ state, isUndecided }: LedgerLine): boolean =>
  final.includes(state) && !isUndecided
