import { type Db, type ID, sql } from '../../model/database.ts'
import type { RequestBudget } from '../postiz/index.ts'
import { longestRequestMs, milliseconds, momentOf, sameEndMs } from './budgetRules.ts'

type Args = {
  db: Db
  organisation: string
  tenant: ID
  /** @default now, by the clock of the database */
  at?: Date
} & Parameters<RequestBudget['learn']>[0]

const numberOf = (value: number | undefined) => sql`${value ?? null}::int`

/**
 * Writes down what the answer to a request told of the budget, in one statement.
 *
 * - The limit is what Postiz said last.
 * - `used` never falls below what Postiz has told, since other programs may use the same key. A request is given back
 *   where it certainly was not counted: at once, or when Postiz tells its count while nothing is under way any more.
 * - The window ends when Postiz says. Where that lies far behind the end that is known, Postiz has begun a new window
 *   meanwhile; what was not answered by then may be counted in it.
 * - Of an answer to a request of an earlier window, only the limit and a block are believed.
 */
export const learnRequest = async (args: Args): Promise<void> => {
  const { organisation, ticket, isCounted, limit, remaining } = args
  const tenant = String(args.tenant)
  const moment = momentOf(args.at)
  const hasTold = limit !== undefined && remaining !== undefined
  const told = numberOf(hasTold ? limit - remaining : undefined)
  const endsAt =
    args.resetSeconds === undefined
      ? sql`null::timestamptz`
      : sql`(${moment} + ${milliseconds(args.resetSeconds * 1_000)})`
  const blockedUntil =
    args.retryAfterMs === undefined
      ? sql`null::timestamptz`
      : sql`(${moment} + ${milliseconds(args.retryAfterMs)})`
  const isOwn = sql`b.window_number = ${ticket.window}`
  const isNext = sql`(${isOwn} and not b.is_end_guessed and ${told} is not null
    and ${endsAt} > b.window_ends_at + ${milliseconds(sameEndMs)})`
  const isQuiet = sql`(b.unanswered <= 1
    and (b.lost_at is null or b.lost_at <= ${moment} - ${milliseconds(longestRequestMs)}))`
  const givenBack = isCounted ? 0 : 1
  const ahead =
    isCounted || ticket.isUrgent
      ? sql`b.ahead`
      : sql`b.ahead || jsonb_build_object(${tenant}::text,
          greatest(coalesce((b.ahead ->> ${tenant}::text)::int, 0) - 1, 0))`
  await args.db.execute(sql`
    update postyard_budgets b
    set request_limit = coalesce(${numberOf(limit)}, b.request_limit),
        used = case
          when ${isNext} then ${told} + greatest(b.unanswered - 1, 0)
          when ${isOwn} and ${told} is not null and ${isQuiet} then greatest(b.told, ${told})
          when ${isOwn} then greatest(b.used - ${givenBack}::int, b.told, coalesce(${told}, 0))
          else b.used end,
        told = case
          when ${isNext} then ${told}
          when ${isOwn} then greatest(b.told, coalesce(${told}, 0))
          else b.told end,
        unanswered = case
          when ${isNext} then 0
          when ${isOwn} then greatest(b.unanswered - 1, 0)
          else b.unanswered end,
        lost_at = case
          when ${isNext} then case when b.unanswered > 1 then ${moment} end
          when ${isOwn} and ${isCounted} and ${told} is null then ${moment}
          else b.lost_at end,
        window_number = case when ${isNext} then b.window_number + 1 else b.window_number end,
        window_ends_at = case
          when not (${isOwn}) or ${endsAt} is null then b.window_ends_at
          when ${isNext} or b.is_end_guessed then ${endsAt}
          else least(b.window_ends_at, ${endsAt}) end,
        is_end_guessed = b.is_end_guessed and not (${isOwn} and ${endsAt} is not null),
        ahead = case when ${isNext} then '{}'::jsonb when ${isOwn} then ${ahead} else b.ahead end,
        blocked_until = greatest(b.blocked_until, ${blockedUntil}),
        seen_at = case
          when ${told} is not null or ${blockedUntil} is not null then ${moment}
          else b.seen_at end
    where b.organisation = ${organisation}`)
}
