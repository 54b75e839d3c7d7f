import { operations, runFor } from 'postyard'
import { stageAhead } from '../../../plugins/distribution/deliver/stage/stageAhead.ts'
import { poolOf, rows, sql } from '../../../plugins/distribution/model/database.ts'
import { addPost } from './agency.ts'
import type { House } from './openHouse.ts'

export type Client = { tenant: string; user: unknown }

type Args = {
  house: House
  client: Client
  /** Names of the channels that may be used. @default all of the client that go through Postiz */
  channels?: string[]
  /** How many deliveries. Each goes to a channel of its own as far as there are some, with words of its own. */
  count: number
  at: Date
  /** Prepared at Postiz already, as the job for that would. @default true */
  isStaged?: boolean
}

let said = 0

/** Plans deliveries of a client through Postiz that are due at one moment. Returns their ids. */
export const distributeTo = async (args: Args): Promise<string[]> => {
  const { house, client, count, at } = args
  const { payload } = house
  const db = poolOf(payload)
  const channels = await rows<{ id: string }>(
    db,
    sql`
      select id from postyard_channels
      where tenant_id = ${client.tenant} and kind = 'postiz'
        ${args.channels === undefined ? sql`` : sql`and name = any(${sql.param(args.channels)})`}
      order by name`,
  )
  const ids: string[] = []
  while (ids.length < count) {
    said += 1
    const post = await addPost(payload, client.tenant, { text: `Words number ${said}.` })
    const { deliveries } = await runFor({
      payload,
      operation: operations.distribute,
      input: {
        id: post,
        channels: channels.slice(0, count - ids.length).map(({ id }) => id),
        at: new Date(Date.now() + 3_600_000).toISOString(),
      },
      user: client.user,
    })
    ids.push(...deliveries.map(({ id }) => String(id)))
  }
  await db.execute(sql`
    update postyard_deliveries set scheduled_at = ${at.toISOString()}, wake_at = ${at.toISOString()}
    where id = any(${sql.param(ids)})`)
  if (args.isStaged === false) return ids
  await stageAhead({ payload, tenant: client.tenant, ids, now: () => new Date() })
  return ids
}
