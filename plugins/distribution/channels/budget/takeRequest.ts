import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { Ticket } from '../postiz/index.ts'
import {
  longestRequestMs,
  marginMs,
  milliseconds,
  momentOf,
  unknownLimit,
  windowMs,
} from './budgetRules.ts'

type Args = {
  db: Db
  organisation: string
  tenant: ID
  isUrgent: boolean
  /** How many other tenants of the organisation have something to stage within the hour. */
  rivals: number
  /** @default now, by the clock of the database */
  at?: Date
}

const limit = sql`coalesce(b.request_limit, ${unknownLimit}::int)`

/** What staging ahead leaves to what is due now or was begun by a person. */
const reserve = sql`greatest(2, ceil(${limit} * 0.1)::int)`

/** A window in which nothing is counted has not begun. */
const isOver = sql`(b.window_ends_at + ${milliseconds(marginMs)} <= excluded.taken_at or b.used = 0)`

/** What was sent at the very end of the window before may be counted in the new one. */
const usedBefore = sql`(case
  when not ${isOver} then b.used
  when b.taken_at > excluded.taken_at - ${milliseconds(longestRequestMs)} then b.unanswered
  else 0 end)`

const aheadBefore = sql`(case when ${isOver} then '{}'::jsonb else b.ahead end)`

const aheadOfAll = sql`(select coalesce(sum(value::int), 0) from jsonb_each_text(${aheadBefore}))`

const aheadOf = (tenant: string) => sql`coalesce((${aheadBefore} ->> ${tenant}::text)::int, 0)`

/** Where others wait too, one tenant may stage ahead with an equal share of what is not used otherwise. */
const isWithinShare = (tenant: string, rivals: number) =>
  rivals === 0
    ? sql`true`
    : sql`${aheadOf(tenant)} < greatest(1,
        (${limit} - ${reserve} - (${usedBefore} - ${aheadOfAll})) / ${rivals + 1}::int)`

/**
 * Takes one request out of the budget of an organisation, before it is sent: in one statement, so that of any number of
 * workers no two take the same one. Where the window is over, a new one is opened. Returns what the answer is held
 * against later; undefined where the budget gives none now.
 *
 * The new window is taken to begin as late as this request may be counted, until an answer tells its end.
 */
export const takeRequest = async (args: Args): Promise<Ticket | undefined> => {
  const { organisation, isUrgent, rivals } = args
  const tenant = String(args.tenant)
  const moment = momentOf(args.at)
  const first = JSON.stringify(isUrgent ? {} : { [tenant]: 1 })
  const mayTake = isUrgent
    ? sql`${usedBefore} < ${limit}`
    : sql`${usedBefore} < ${limit} - ${reserve} and ${isWithinShare(tenant, rivals)}`
  const ahead = isUrgent
    ? aheadBefore
    : sql`${aheadBefore} || jsonb_build_object(${tenant}::text, ${aheadOf(tenant)} + 1)`
  const [taken] = await rows<{ window_number: number }>(
    args.db,
    sql`
      insert into postyard_budgets as b
        (organisation, used, told, unanswered, window_number, window_ends_at, is_end_guessed, ahead, taken_at)
      values
        (${organisation}, 1, 0, 1, 1, ${moment} + ${milliseconds(windowMs + longestRequestMs)}, true,
         ${first}::jsonb, ${moment})
      on conflict (organisation) do update
      set used = ${usedBefore} + 1,
          told = case when ${isOver} then 0 else b.told end,
          unanswered = case when ${isOver} then 1 else b.unanswered + 1 end,
          window_number = case when ${isOver} then b.window_number + 1 else b.window_number end,
          window_ends_at = case when ${isOver} then excluded.window_ends_at else b.window_ends_at end,
          is_end_guessed = b.is_end_guessed or ${isOver},
          lost_at = case
            when not ${isOver} then b.lost_at
            when ${usedBefore} > 0 then excluded.taken_at end,
          ahead = ${ahead},
          taken_at = excluded.taken_at
      where (b.blocked_until is null or b.blocked_until + ${milliseconds(marginMs)} <= excluded.taken_at)
        and ${mayTake}
      returning window_number`,
  )
  return taken && { window: taken.window_number, isUrgent }
}
