import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { printEvents } from '../printEvents.ts'
import type { Printer } from '../printLines.ts'
import { readEvents } from '../readEvents.ts'

type Args = { url: string; printer: Printer; timeoutMs: number; signal: AbortSignal }

/** Prints what goes out until nothing that is due within the next minutes is still on its way, or the time is over. */
export async function watchDeliveries({ url, printer, timeoutMs, signal }: Args): Promise<void> {
  const db = new pg.Pool({ connectionString: url, max: 2 })
  db.on('error', (error) => printer.trouble('database', error.message))
  const watched = new AbortController()
  const printing = printEvents({
    read: (after) => readEvents({ db, after }),
    printer,
    signal: watched.signal,
  })
  const end = Date.now() + timeoutMs
  try {
    while (Date.now() < end) {
      signal.throwIfAborted()
      const { rows } = await db.query<{ moving: number }>(
        `select count(*)::int as moving from postyard_deliveries
          where state in ('queued', 'publishing', 'submitted', 'unknown')
             or (state in ('scheduled', 'held') and scheduled_at < now() + interval '1 hour')`,
      )
      if (rows[0]?.moving === 0 && (await pushesAreMade(db))) return
      await sleep(250)
    }
    printer.trouble('time', 'Something is still on its way after the time that it may take.')
  } finally {
    // The last events are printed before the line is drawn.
    await sleep(300)
    watched.abort()
    await printing
    await db.end()
  }
}

const pushesAreMade = async (db: pg.Pool): Promise<boolean> => {
  const { rows } = await db.query<{ waiting: number }>(
    `select count(*)::int as waiting from postyard_assist_tasks where outcome is null and reminders = 0`,
  )
  return rows[0]?.waiting === 0
}
