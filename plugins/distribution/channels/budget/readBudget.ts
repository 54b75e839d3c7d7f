import { type Db, rows, sql } from '../../model/database.ts'
import type { Budget } from './budget.ts'
import { momentOf } from './budgetRules.ts'

const dateOf = (value: string | Date | null): Date | null =>
  value === null ? null : new Date(value)

/** Reads the budget of an organisation; undefined where no request was ever taken. */
export const readBudget = async (args: {
  db: Db
  organisation: string
  /** @default now, by the clock of the database */
  at?: Date
}): Promise<Budget | undefined> => {
  const [row] = await rows<{
    at: string | Date
    limit: number | null
    used: number
    window_ends_at: string | Date
    blocked_until: string | Date | null
    seen_at: string | Date | null
  }>(
    args.db,
    sql`
      select ${momentOf(args.at)} as at, request_limit as limit, used, window_ends_at, blocked_until, seen_at
      from postyard_budgets where organisation = ${args.organisation}`,
  )
  if (!row) return undefined
  return {
    at: new Date(row.at),
    limit: row.limit,
    used: row.used,
    windowEndsAt: new Date(row.window_ends_at),
    blockedUntil: dateOf(row.blocked_until),
    seenAt: dateOf(row.seen_at),
  }
}
