import type { Payload, PayloadRequest } from 'payload'
import { enqueueJobs, readStanding } from 'postyard/durable-jobs'
import { type Db, type ID, rows, sql } from '../model/database.ts'
import type { Settings } from '../options.ts'
import { wantedSlug } from './making/makeWanted.ts'
import { type FoundRendition, findOrAddRendition, findRendition } from './renditions.ts'
import type { MadeSpec } from './spec.ts'

/** For so many minutes it is made though nobody asks again. */
const wantedMinutes = 10

const queue = 'media-processing'

type Args = {
  payload: Payload
  settings: Settings
  req: PayloadRequest
  /** The transaction of the request. */
  db: Db
  tenant: ID
  spec: MadeSpec
  /** Whether what failed or was stopped is made again. @default false */
  isAgain?: boolean
}

/** Keeps it wanted; says whether nobody is at it. */
const keepWanted = async ({ db, tenant }: Args, id: ID): Promise<boolean> => {
  const span = (minutes: number) => sql`${`${minutes} minutes`}::interval`
  // Whoever asks each second writes now and then.
  await db.execute(sql`
    update postyard_renditions set wanted_until = clock_timestamp() + ${span(wantedMinutes)}
    where id = ${id} and tenant_id = ${tenant}
      and coalesce(wanted_until, '-infinity') < clock_timestamp() + ${span(wantedMinutes / 2)}`)
  const [idle] = await rows(
    db,
    sql`
      select 1 from postyard_renditions
      where id = ${id} and tenant_id = ${tenant}
        and (state = 'pending' or (state = 'rendering' and lease_until < clock_timestamp()))`,
  )
  return idle !== undefined
}

const enqueue = async ({ payload, db, tenant }: Args, id: ID): Promise<void> => {
  const rendition = String(id)
  const asked = { field: 'rendition', values: [rendition] }
  const standing = await readStanding({ payload, db, queue, task: wantedSlug, ...asked })
  if (standing.has(rendition)) return
  const group = String(tenant)
  const job = { task: wantedSlug, queue, input: { rendition, tenant: group }, group }
  await enqueueJobs({ payload, db, jobs: [job] })
}

/**
 * The rendition of a specification for a person who looks at it: where it is not made yet it is made soon, though no delivery
 * waits for it. It is the one that deliveries of the same specification send. What failed stays so until it is asked for
 * again in so many words: whoever looks time and again would have it made time and again.
 *
 * @throws MEDIA_MISSING where it names a file that the tenant does not have
 */
export const wantRendition = async (args: Args): Promise<FoundRendition> => {
  const known = await findRendition(args)
  const isOver = known?.state === 'failed' || known?.state === 'cancelled'
  if (known && isOver && !args.isAgain) return known
  const isThere = known !== undefined && known.state !== 'removed' && !isOver
  if (!isThere) await findOrAddRendition(args)
  const found = isThere ? known : await findRendition(args)
  if (!found) throw new Error('A rendition that was asked for is not there.')
  if (found.state === 'ready') return found
  if (await keepWanted(args, found.id)) await enqueue(args, found.id)
  return found
}
