import { type Db, rows, sql } from '../model/database.ts'
import { after } from '../model/deadlines.ts'

/**
 * The tenants whose moment in a column has come, by their ids as text: of any number of processes one takes each, and sets
 * its next moment.
 */
export const takeDue = async (
  db: Db,
  args: {
    /** It has a row for each tenant. */
    table: 'postyard_connections' | 'postyard_watchmen'
    column: string
    now: Date
    /** How long after `now` the next moment is, in ms. */
    nextMs: number
  },
): Promise<string[]> => {
  const { now, nextMs } = args
  const [table, column] = [sql.identifier(args.table), sql.identifier(args.column)]
  const taken = await rows<{ tenant: string }>(
    db,
    sql`
      with due as (
        select tenant from ${table}
        where ${column} <= ${now.toISOString()}
        order by tenant
        for update skip locked
      )
      update ${table} t
      set ${column} = ${after(now, nextMs).toISOString()}
      from due
      where t.tenant = due.tenant
      returning t.tenant`,
  )
  return taken.map(({ tenant }) => tenant)
}
