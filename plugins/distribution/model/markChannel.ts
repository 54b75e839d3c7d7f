import { switchedOff } from './channelReason.ts'
import { type Db, type ID, sql } from './database.ts'

/** What the far side said of an account, when it refused to publish there. */
const findings: Record<string, { state: 'disabled' | 'unauthorised'; reason: string }> = {
  CHANNEL_DISABLED: {
    state: 'disabled',
    reason: switchedOff,
  },
  CHANNEL_UNAUTHORISED: {
    state: 'unauthorised',
    reason:
      'Postiz has lost its access. Reconnect the account with the button on this channel, then set it to active.',
  },
  WEBHOOK_GONE: {
    state: 'disabled',
    reason:
      'Its receiver says that it takes nothing any more (410). Connect it to another address; it is active again then.',
  },
}

/** Writes on a channel what a failed delivery told of it, so that the next ones wait instead of failing too. */
export const markChannel = async (args: {
  db: Db
  tenant: ID
  channel: ID
  code: string
}): Promise<void> => {
  const found = findings[args.code]
  if (!found) return
  await args.db.execute(sql`
    update postyard_channels
    set state = ${found.state}, state_reason = ${found.reason}, updated_at = clock_timestamp()
    where id = ${args.channel} and tenant_id = ${args.tenant}
      and (state in ('active', 'limited') or state = 'suspended' and ${args.code} = 'WEBHOOK_GONE')`)
}
