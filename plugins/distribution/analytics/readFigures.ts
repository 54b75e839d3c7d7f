import { z } from 'zod'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import { instantOutput } from '../operation.ts'
import { type Subject, subjectOf } from './dueSubjects.ts'

export const figuresOutput = z.object({
  lookedAt: instantOutput
    .nullable()
    .meta({ description: 'When Postiz was last asked for them; null where it was not yet.' }),
  outcome: z.enum(['figures', 'none', 'missing', 'failed']).nullable().meta({
    description:
      '`none`: the platform has nothing to tell. `missing`: Postiz does not know the platform’s id of the post. `failed`: `message` says why.',
  }),
  message: z.string().nullable(),
  series: z.array(
    z.object({
      label: z.string(),
      points: z.array(z.object({ date: z.iso.date(), total: z.number() })),
    }),
  ),
})

type Answer = z.output<typeof figuresOutput>
type Look = { looked_at: string | Date; outcome: Answer['outcome']; message: string | null }

/** So many days are told at most, the newest ones. */
const mostDays = 90

/** What was fetched of a channel as a whole, or of one delivery: by name, from the oldest day on. */
export const readFigures = async (args: {
  db: Db
  tenant: ID
  of: Pick<Subject, 'channel' | 'delivery'>
}): Promise<Answer> => {
  const { db, tenant, of } = args
  const [look] = await rows<Look>(
    db,
    sql`
      select looked_at, outcome, message from postyard_figure_looks
      where subject = ${subjectOf(of)} and tenant = ${String(tenant)}`,
  )
  const which =
    of.delivery === null
      ? sql`channel_id = ${of.channel} and delivery_id is null`
      : sql`delivery_id = ${of.delivery}`
  const series = await rows<Answer['series'][number]>(
    db,
    sql`
      select label,
        jsonb_agg(jsonb_build_object('date', date, 'total', total) order by date) as points
      from (
        select label, date, total, row_number() over (partition by label order by date desc) as place
        from postyard_figures where tenant_id = ${tenant} and ${which}
      ) as newest
      where place <= ${mostDays}
      group by label
      order by label`,
  )
  return {
    lookedAt: look ? new Date(look.looked_at).toISOString() : null,
    outcome: look?.outcome ?? null,
    message: look?.message ?? null,
    series,
  }
}
