import { type Db, type ID, rows, sql } from '../../model/database.ts'
import type { DayInputs, DayPlan } from '../../plan/series/index.ts'
import { standingOf } from '../standingOf.ts'

type Args = { db: Db; tenant: ID; inputs: DayInputs; plan: DayPlan }

/** The flights of a day: those that are carried over keep their rows, the others get one. */
const writeFlights = async ({ db, tenant, inputs, plan }: Args): Promise<void> => {
  const given = plan.queue.map(({ series, mode, boardName, carried, at }, position) => ({
    ...{ series, mode, board: boardName, carried, due: at, position },
  }))
  const table = sql`jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
    as q(series text, mode text, board text, carried int, due timestamptz, position int)`
  await db.execute(sql`
    update postyard_flights f
    set plan_day = ${inputs.day}, position = q.position, carried = q.carried, mode = q.mode,
        board_name = q.board, due_at = q.due
    from ${table}
    where f.series_id = q.series and f.tenant = ${String(tenant)} and f.state in ('waiting', 'flying')`)
  await db.execute(sql`
    insert into postyard_flights
      (tenant, series_id, day, plan_day, position, carried, mode, board_name, state, due_at)
    select ${String(tenant)}, q.series, ${inputs.day}, ${inputs.day}, q.position, 0, q.mode, q.board, 'waiting', q.due
    from ${table}
    where not exists (
      select 1 from postyard_flights f
      where f.series_id = q.series and f.tenant = ${String(tenant)} and f.state in ('waiting', 'flying'))
    order by q.position`)
}

/** What the night has found of each series; and what wants a person, or does no more. */
const writeSeries = async ({ db, tenant, inputs, plan }: Args): Promise<void> => {
  const flies = new Set(plan.queue.map(({ series }) => series))
  const phases = new Map(plan.phases.map((one) => [one.series, one]))
  const skipped = new Map(plan.skipped.map((one) => [one.series, one]))
  const { threshold } = inputs.options
  const given = inputs.series.map((one) => {
    const { id, count } = one
    const why = skipped.get(id)
    const phase = phases.get(id)
    const wanting = why && ['NOTHING_LEFT', 'NO_CHANNEL'].includes(why.code) ? why : undefined
    return {
      ...{ id, ...standingOf(one), mode: count >= threshold ? 'maintenance' : 'growth' },
      ...(phase?.mode === 'maintenance'
        ? { phase: phase.phase, phase_of: phase.of, phase_day: inputs.day }
        : {}),
      ...(phase?.mode === 'growth'
        ? { growth_day: { phase: phase.phase, of: phase.of, day: inputs.day } }
        : {}),
      day: flies.has(id) ? inputs.day : null,
      wanting: wanting ? { code: wanting.code, message: wanting.message, since: inputs.now } : null,
    }
  })
  await db.execute(sql`
    update postyard_series s
    set count = q.count, remaining = q.remaining, aside = q.aside, rests_until = q.rests_until,
        mode = q.mode::enum_postyard_series_mode,
        phase = coalesce(q.phase, s.phase), phase_of = coalesce(q.phase_of, s.phase_of),
        phase_day = coalesce(q.phase_day, s.phase_day), growth_day = coalesce(q.growth_day, s.growth_day),
        last_planned_day = coalesce(q.day, s.last_planned_day),
        attention = case
          when q.wanting is null and s.attention->>'code' in ('NOTHING_LEFT', 'NO_CHANNEL') then null
          when q.wanting is not null and s.attention->>'code' is distinct from q.wanting->>'code' then q.wanting
          when q.wanting is not null then q.wanting || jsonb_build_object('since', s.attention->'since')
          else s.attention end
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as q(id text, count int, remaining int, aside int, rests_until text, mode text, phase int, phase_of int, phase_day text,
        growth_day jsonb, day text, wanting jsonb)
    where s.id::text = q.id and s.tenant_id = ${tenant}`)
}

/** Writes what was decided for a day onto its flights and series, in the transaction that keeps the plan itself. */
export const writePlan = async (args: Args): Promise<void> => {
  await writeFlights(args)
  await writeSeries(args)
}

/** The flight plan of a day, where there is one. */
export const findPlan = async (db: Db, tenant: ID, day: string): Promise<ID | undefined> => {
  const [found] = await rows<{ id: ID }>(
    db,
    sql`select id from postyard_flight_plans where tenant_id = ${tenant} and day = ${day}`,
  )
  return found?.id
}
