import { APIError, type CollectionBeforeDeleteHook } from 'payload'
import { dbOf, rows, sql } from '../database.ts'

/**
 * Of a series that is deleted nothing stays; one of which items have gone out is not deleted, since its folder could be
 * found again, and they would go out twice.
 *
 * @throws SERIES_HAS_FLOWN (409)
 */
export const forgetSeries: CollectionBeforeDeleteHook = async ({ id, req }) => {
  const db = await dbOf(req)
  // Whoever takes off holds the flight: what it brings out is known before this goes on.
  await db.execute(
    sql`select 1 from postyard_flights where series_id = ${String(id)} order by id for update`,
  )
  const flown = await rows(
    db,
    sql`select 1 from postyard_series_flown where series_id = ${String(id)} limit 1`,
  )
  if (flown.length > 0) {
    throw new APIError(
      'Items of this series have gone out, and that is kept so that none goes out twice. Pause it instead.',
      409,
      { code: 'SERIES_HAS_FLOWN' },
      true,
    )
  }
  for (const table of ['items', 'reads'] as const) {
    await db.execute(sql`
      delete from ${sql.identifier(`postyard_series_${table}`)} where series_id = ${String(id)}`)
  }
  await db.execute(sql`delete from postyard_flights where series_id = ${String(id)}`)
  await db.execute(sql`delete from postyard_boards where series_id = ${String(id)}`)
}
