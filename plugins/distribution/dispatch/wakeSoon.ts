import type { Payload } from 'payload'
import type { Db, ID } from '../model/database.ts'
import { after } from '../model/deadlines.ts'
import { dispatchDue } from './dispatchDue.ts'
import { lookAheadMs } from './lookAhead.ts'

/** Wakes rows that were just moved, as far as they want to wake before the next tick, which sees to all others. */
export const wakeSoon = (args: {
  payload: Payload
  now: Date
  ids: ID[]
  /** The transaction in which they were moved, where there is one. */
  db?: Db
}): Promise<number> => dispatchDue({ ...args, until: after(args.now, lookAheadMs) })
