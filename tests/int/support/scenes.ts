import type { PostgresAdapter } from '@payloadcms/db-postgres'
import type { Payload } from 'payload'
import { operations, runFor } from 'postyard'
import { notifyAgent } from '../../../plugins/distribution/assist/notifyAgent.ts'
import type { Person } from './agency.ts'

type Pool = { query: (text: string, values: unknown[]) => Promise<{ rows: Record<string, any>[] }> }

/** One statement past all rules, for what a test must bring about without waiting. */
export const query = async (payload: Payload, text: string, values: unknown[] = []) =>
  ((payload.db as unknown as PostgresAdapter).pool as unknown as Pool)
    .query(text, values)
    .then(({ rows }) => rows)

type Args = { payload: Payload; by: Person; post: string; channels: string[] }

const hour = 60 * 60_000

/** Distributes a post, in an hour unless told otherwise: its plan, and its deliveries in the order of the channels. */
export const plan = async ({ at = new Date(Date.now() + hour), ...args }: Args & { at?: Date }) => {
  const { payload, by, post, channels } = args
  const user = await payload.findByID({ collection: 'users', id: by.id, depth: 0 })
  const made = await runFor({
    payload,
    operation: operations.distribute,
    // Tests make many plans of one post.
    input: { id: post, channels, at: at.toISOString(), allowDuplicate: true },
    user: { ...user, collection: 'users' },
  })
  const deliveries = channels.map(
    (channel) => made.deliveries.find((one) => one.channel === channel)!.id as string,
  )
  return { plan: made.plan as string, deliveries, delivery: deliveries[0]! }
}

/** A manual delivery whose time has come: the field agent is asked. */
export const askAgent = async (args: Args) => {
  const { payload } = args
  const due = await plan({ ...args, at: new Date() })
  const [row] = await query(payload, 'select tenant_id from postyard_deliveries where id = $1', [
    due.delivery,
  ])
  await notifyAgent({ payload, tenant: row!.tenant_id, id: due.delivery, now: () => new Date() })
  const [task] = await query(
    payload,
    'select id from postyard_assist_tasks where delivery_id = $1',
    [due.delivery],
  )
  return { ...due, task: task!.id as string }
}

/** Puts a delivery into a state that it would come to by a long way. */
export const putInto = (payload: Payload, delivery: string, state: string) =>
  query(
    payload,
    `update postyard_deliveries
     set state = $2::text::enum_postyard_deliveries_state, wake_at = null, lease_until = null,
         deadline_at = now() + interval '1 day'
     where id = $1`,
    [delivery, state],
  )
