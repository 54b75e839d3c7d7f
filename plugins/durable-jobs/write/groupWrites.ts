import { isConnectionError } from '../adapter/isConnectionError.ts'
import type { OwnConnection } from '../adapter/ownConnection.ts'
import { groupCalls } from '../group/groupCalls.ts'
import { wakeAnyQueue } from '../notify.ts'
import { type Adapter, jobsTable, logTable } from '../postgres.ts'
import { type HeldWrite, writeHeldJobs } from '../sql/writeHeldJobs.ts'

type Args = { adapter: Adapter; own: OwnConnection; channel: string }

type GroupedWrite = HeldWrite & {
  /** Its end is told to all queues: jobs of the same key may wait in any. */
  isTold: boolean
}

/** `false`: nothing was written, and it is left to Payload's own way to do it, or to say why not. */
export type WriteInGroup = (write: GroupedWrite) => Promise<boolean>

/** Jobs that this process lost and took again at once must not be written under their old token. */
const withoutDoubt = (writes: GroupedWrite[]): GroupedWrite[] => {
  const tokens = new Map<string, Set<string>>()
  for (const { id, token } of writes) {
    tokens.set(String(id), (tokens.get(String(id)) ?? new Set()).add(token))
  }
  return writes.filter(({ id }) => tokens.get(String(id))?.size === 1)
}

/**
 * Writes logs and ends of jobs together, on the plugin's own connections. Where the database refuses what one of them
 * holds, all of them are left to be written one by one, so that it fails alone.
 */
export const groupWrites = ({ adapter, own, channel }: Args): WriteInGroup =>
  groupCalls<GroupedWrite, boolean>({
    most: 500,
    run: async (writes) => {
      const clear = withoutDoubt(writes)
      try {
        const written = await writeHeldJobs({
          db: own.db(),
          jobs: jobsTable(adapter),
          log: logTable(adapter),
          writes: clear,
          channel,
          message: wakeAnyQueue,
          told: clear.filter(({ isTold }) => isTold).map(({ id }) => id),
        })
        return writes.map((write) => clear.includes(write) && written.has(write.token))
      } catch (error) {
        if (isConnectionError(error)) throw error
        return writes.map(() => false)
      }
    },
  })
