import { wakeSoon } from '../dispatch/wakeSoon.ts'
import { type ID, sql } from '../model/database.ts'
import type { PendingPush } from './openTasks.ts'
import { readPeople } from './people.ts'
import type { AnswerArgs } from './writeAnswer.ts'

type Args = Pick<AnswerArgs, 'context' | 'row'> & {
  kind: Extract<PendingPush['kind'], 'late' | 'claim'>
  /** Who is told besides the managers. */
  also?: ID[]
}

/** The managers are pushed about a task like about everything else: by the job of its delivery. */
export const pushAbout = async ({ context, row, kind, also = [] }: Args): Promise<void> => {
  const { payload, settings, req, db, now } = context
  const managers = await readPeople({
    payload,
    settings,
    tenant: row.tenant_id,
    permission: 'tasks.manage',
    req,
  })
  const people = new Map([...managers.map(({ id }) => id), ...also].map((id) => [String(id), id]))
  const push: PendingPush = {
    kind,
    people: [...people.values()],
    at: now.toISOString(),
    attempt: 0,
  }
  await db.execute(sql`
    update postyard_assist_tasks set push = ${JSON.stringify(push)}::jsonb, push_held_until = null
    where id = ${row.id} and tenant_id = ${row.tenant_id}`)
  await db.execute(sql`
    update postyard_deliveries set wake_at = ${now.toISOString()}
    where id = ${row.delivery_id} and tenant_id = ${row.tenant_id} and state in ('expired', 'awaiting_human')`)
  await wakeSoon({ payload, db, now, ids: [row.delivery_id] })
}
