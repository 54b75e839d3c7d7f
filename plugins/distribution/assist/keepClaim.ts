import { notePersonsEffect } from '../contents/noteEffects.ts'
import { type ID, sql } from '../model/database.ts'
import { pushAbout } from './pushAbout.ts'
import type { Claim } from './taskRows.ts'
import { tellTask } from './tellTask.ts'
import type { AnswerArgs } from './writeAnswer.ts'

/**
 * Keeps the word of somebody who posted what somebody else has, or is asked for: the task stays with them, and they and
 * the managers are told, so that it is not posted twice. Said again it changes nothing.
 */
export const keepClaim = async (args: AnswerArgs, holder: ID | null): Promise<void> => {
  const { context, row, answer } = args
  const { db, caller, now } = context
  const url = answer.url ?? null
  const isKnown = String(row.claim?.by) === String(caller.id) && row.claim?.url === url
  if (isKnown) return
  await notePersonsEffect({
    db,
    tenant: row.tenant_id,
    delivery: row.delivery_id,
    what: 'posted',
  })
  const claim: Claim = { by: caller.id, name: caller.name, at: now.toISOString(), url }
  await db.execute(sql`
    update postyard_assist_tasks
    set claim = ${JSON.stringify(claim)}::jsonb, updated_at = clock_timestamp()
    where id = ${row.id} and tenant_id = ${row.tenant_id}`)
  await pushAbout({ context, row, kind: 'claim', also: holder === null ? [] : [holder] })
  await tellTask(context, row, 'claimed', { url, holder })
}
