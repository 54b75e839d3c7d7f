import type { ListedDraft } from '../../channels/adapter.ts'
import { type Db, type ID, rows, sql } from '../../model/database.ts'
import { type DeliveryRow, deliveryColumns, toDeliveryRow } from '../../model/rows.ts'
import { inFlightStates, unfiredStates } from '../../model/states.ts'

/** A draft of one of the tenant's channels under an instant of ours, with the delivery that last filed it there. */
export type OurDraft = { draftId: string; draftAt: Date; owner: DeliveryRow | undefined }

type Channel = { id: ID; integration_id: string }

const readChannels = (db: Db, tenant: ID, accounts: string[]) =>
  rows<Channel>(
    db,
    sql`
      select id, integration_id from postyard_channels
      where tenant_id = ${tenant} and kind = 'postiz' and integration_id = any(${sql.param(accounts)})`,
  )

/** Each channel has one delivery at most that is filed under an instant. */
const readFiled = async (
  db: Db,
  tenant: ID,
  channels: Channel[],
  instants: Date[],
): Promise<DeliveryRow[]> => {
  const found = await rows<Record<string, unknown>>(
    db,
    sql`
      select ${sql.raw(deliveryColumns)}
      from postyard_deliveries d
      where d.channel_id = any(${sql.param(channels.map(({ id }) => id))}) and d.tenant_id = ${tenant}
        and d.draft_at = any(${sql.param(instants.map((at) => at.toISOString()))}::timestamptz[])`,
  )
  return found.map(toDeliveryRow)
}

const toSecond = (at: Date): number => at.getTime() - (at.getTime() % 1_000)

/**
 * Which of the drafts that Postiz lists are ours: on an account of the tenant, under one of these very instants. An edit
 * inside Postiz drops the milliseconds; that a draft without them is ours, only its id can tell.
 */
export const findOurs = async (args: {
  db: Db
  tenant: ID
  instants: Date[]
  listed: ListedDraft[]
}): Promise<OurDraft[]> => {
  const { db, tenant, instants, listed } = args
  if (listed.length === 0) return []
  const accounts = [...new Set(listed.map(({ account }) => account))]
  const channels = await readChannels(db, tenant, accounts)
  const channelOf = new Map(channels.map((one) => [one.integration_id, String(one.id)]))
  const filed = await readFiled(db, tenant, channels, instants)
  return listed.flatMap(({ draftId, draftAt, account }): OurDraft[] => {
    const channel = channelOf.get(account)
    if (channel === undefined) return []
    const own = filed.filter((row) => String(row.channel_id) === channel)
    const exact = instants.find((at) => at.getTime() === draftAt.getTime())
    if (exact) {
      const owner = own.find((row) => row.draft_at?.getTime() === exact.getTime())
      return [{ draftId, draftAt: exact, owner }]
    }
    const owner = own.find(
      (row) =>
        row.draft_id === draftId && row.draft_at && toSecond(row.draft_at) === draftAt.getTime(),
    )
    return owner?.draft_at ? [{ draftId, draftAt: owner.draft_at, owner }] : []
  })
}

/**
 * True where the delivery may still fire the draft, or has: it stages it, has it, or what became of it is not known. What
 * it has given up, and what has ended, it never comes back to.
 */
export const isWanted = ({ draftId, owner }: OurDraft): boolean => {
  if (!owner) return false
  const { state, draft_state: draftState, draft_id: ownId } = owner
  if (owner.doubtful_since !== null) return true
  const isInFlight = (inFlightStates as readonly string[]).includes(state)
  const isUnfired = (unfiredStates as readonly string[]).includes(state)
  if (!isInFlight && !isUnfired) return false
  if (draftState === 'staging') return true
  if (draftState === 'staged') return ownId === draftId
  return isInFlight && ownId === draftId
}
