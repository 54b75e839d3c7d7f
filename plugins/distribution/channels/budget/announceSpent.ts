import { type Db, sql } from '../../model/database.ts'

/** True for the first, over all workers, that finds the budget of an organisation spent in its window. */
export const announceSpent = async (args: { db: Db; organisation: string }): Promise<boolean> => {
  const { rowCount } = await args.db.execute(sql`
    update postyard_budgets set announced_window = window_number
    where organisation = ${args.organisation} and announced_window is distinct from window_number`)
  return rowCount === 1
}
