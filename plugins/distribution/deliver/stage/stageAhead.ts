import type { Payload } from 'payload'
import type { PostizConnection } from '../../channels/postiz/index.ts'
import { passage } from '../../model/channel.ts'
import { type ID, poolOf, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { budgetSpentCode } from '../../model/reasons.ts'
import { settingsOf } from '../../settings.ts'
import { type Loaded, loadDeliveries } from '../loadDelivery.ts'
import { silentObstacle } from '../silence.ts'
import { noteStaged, type StagedAhead } from './noteStaged.ts'
import { spanMs } from './planBatches.ts'
import { type StagingResult, stagedElsewhere } from './staged.ts'
import { stageTogether } from './stageTogether.ts'
import { takeNamed, takeWaiting } from './takeForStaging.ts'

type Args = { payload: Payload; tenant: ID; ids: ID[]; now: () => Date }

const isOpen = ({ channel, connection, tenant }: Loaded): boolean =>
  connection !== undefined && passage[channel.state] === 'open' && !tenant.postiz?.refusedAt

/** Those that failed for the same are one line of the log; of a spent budget it speaks once for all of them elsewhere. */
const tellFailures = ({ payload, tenant }: Args, staged: StagedAhead[]): void => {
  const failed = staged.flatMap(({ row, result }) =>
    (result.kind === 'retry' || result.kind === 'failed') &&
    result !== stagedElsewhere &&
    result.code !== budgetSpentCode
      ? { id: row.id, result }
      : [],
  )
  const alike = Map.groupBy(failed, ({ result }) => `${result.code} ${result.message}`)
  for (const group of alike.values()) {
    const [first] = group
    payload.logger.warn(
      { deliveries: group.map(({ id }) => id), tenant, code: first?.result.code },
      `Staging ahead did not work and is tried again: ${first?.result.message}`,
    )
  }
}

/** A Postiz that does not answer just now would only hold a worker's slot for its whole time-out. */
const prepareAll = (args: {
  open: Loaded[]
  connection: PostizConnection
  now: () => Date
}): Promise<StagingResult>[] => {
  const { open, connection, now } = args
  const at = now()
  const silent = open[0] && silentObstacle(open[0], at)
  if (!silent?.wakeAt) return stageTogether({ loaded: open, connection, now, isUrgent: false })
  const { reason, wakeAt } = silent
  const retryAfterMs = wakeAt.getTime() - at.getTime()
  const result: StagingResult = { kind: 'retry', ...reason, retryAfterMs, answer: {} }
  return open.map(() => Promise.resolve(result))
}

const stageTaken = async (args: Args): Promise<void> => {
  const { payload, tenant, ids, now } = args
  const which = sql`d.id = any(${sql.param(ids)})`
  const loaded = await loadDeliveries({ payload, tenant, states: ['scheduled'], which })
  const open = loaded.filter(isOpen)
  const connection = open[0]?.connection
  const results = await Promise.allSettled(connection ? prepareAll({ open, connection, now }) : [])
  const staged = results.flatMap((result, index): StagedAhead[] => {
    const row = open[index]?.row
    if (!row) return []
    // What broke is let go of, for the next try of the job.
    return [{ row, result: result.status === 'fulfilled' ? result.value : stagedElsewhere }]
  })
  tellFailures(args, staged)
  await noteStaged({ db: poolOf(payload), tenant, staged, now: now() })
  const broken = results.find((result) => result.status === 'rejected')
  if (broken) throw broken.reason
}

/**
 * Prepares deliveries of a tenant at Postiz ahead of their time. What goes wrong here has its receipt and costs nothing:
 * a delivery is prepared again when it is due, and only then does a failure count.
 */
export const stageAhead = async (args: Args): Promise<void> => {
  const { payload, tenant, ids, now } = args
  const taken = await takeNamed({ db: poolOf(payload), tenant, ids, now: now() })
  if (taken.length > 0) await stageTaken({ ...args, ids: taken })
}

/**
 * As `stageAhead`, and with them whatever else of the tenant is to be staged now or within the next 50 s, so that one
 * request serves many. Which of them had the job made is of no account: of several jobs that come together, the first
 * does the work of all, and the others cost a look.
 */
export const stageWaiting = async (args: Args): Promise<void> => {
  const { payload, tenant, ids, now } = args
  const at = now()
  const leadMs = settingsOf(payload).stageLeadMinutes * 60_000
  const until = after(at, leadMs + spanMs)
  const taken = await takeWaiting({ db: poolOf(payload), tenant, ids, now: at, until })
  if (taken.length > 0) await stageTaken({ ...args, ids: taken })
}
