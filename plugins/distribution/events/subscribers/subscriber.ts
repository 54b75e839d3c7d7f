import type { Endpoint } from '../../channels/webhook/index.ts'
import { DistributionError, notFound } from '../../errors.ts'
import type { SubscriberState } from '../../model/collections/subscribers.ts'
import { type Db, type ID, parseId, rows, sql } from '../../model/database.ts'
import type { OperationContext } from '../../operation.ts'
import type { Settings } from '../../options.ts'
import { placeOf } from '../../security/sealedFields.ts'
import { requirePermission } from '../../security/standing.ts'
import { seal, unseal } from '../../security/vault.ts'

/** A row of `postyard_subscribers`. */
export type Subscriber = {
  id: ID
  tenant: ID
  name: string
  host: string
  state: SubscriberState
  state_reason: string | null
  /** Whole types, or beginnings with `*` behind them; none for all. */
  types: string[]
  /** Ids of channels: only what is about one of them; none for all. */
  channels: string[]
  header_names: string[]
  position: string
  failures: number
  pauses: number
  failing_since: Date | string | null
  left_alone_until: Date | string | null
  last_delivered_at: Date | string | null
  secret_since: Date | string
  old_secret_until: Date | string | null
  sealed: string
}

/** Every column; `from postyard_subscribers s` is expected. */
export const subscriberColumns = sql.raw(`
  s.id, s.tenant_id as tenant, s.name, s.host, s.state::text as state, s.state_reason, s.types, s.channels,
  s.header_names, s.position::bigint::text as position, s.failures::int as failures, s.pauses::int as pauses,
  s.failing_since, s.left_alone_until, s.last_delivered_at, s.secret_since, s.old_secret_until, s.sealed`)

/** Reads a subscriber and, where that is wanted, keeps everybody else from changing it until the transaction ends. */
export const readSubscriber = async (args: {
  db: Db
  id: ID
  isLocked?: boolean
}): Promise<Subscriber | undefined> => {
  const { db, id, isLocked = false } = args
  const [found] = await rows<Subscriber>(
    db,
    sql`
      select ${subscriberColumns} from postyard_subscribers s
      where s.id = ${id} ${isLocked ? sql`for update` : sql``}`,
  )
  return found
}

/**
 * The subscriber that an operation is about, locked where the operation changes something.
 *
 * @throws NOT_FOUND, FORBIDDEN as `findOwned`
 */
export const ownedSubscriber = async (
  { payload, db, caller }: OperationContext,
  given: unknown,
  options: { isLocked?: boolean } = {},
): Promise<Subscriber> => {
  const id = parseId(payload, given)
  const found = id === undefined ? undefined : await readSubscriber({ db, id, ...options })
  if (!found) throw notFound('subscriber')
  const permission = 'events.manage'
  requirePermission({ caller, tenant: found.tenant, permission, what: 'subscriber' })
  return found
}

type Place = { settings: Settings; id: ID; tenant: ID }

const place = ({ settings, id, tenant }: Place) =>
  placeOf({ settings, field: 'subscriber.sealed', tenant, document: id })

export const sealEndpoint = (args: Place & { endpoint: Endpoint }): string =>
  seal(JSON.stringify(args.endpoint), place(args), args.settings.encryptionKeys)

/**
 * How a subscriber is reached.
 *
 * @throws SUBSCRIBER_UNREADABLE where it cannot be decrypted
 */
export const openSubscriber = (args: {
  settings: Settings
  subscriber: Pick<Subscriber, 'id' | 'tenant' | 'name' | 'sealed'>
}): Endpoint => {
  const { settings, subscriber } = args
  try {
    const text = unseal(
      subscriber.sealed,
      place({ settings, ...subscriber }),
      settings.encryptionKeys,
    )
    return JSON.parse(text) as Endpoint
  } catch (cause) {
    throw new DistributionError(
      'SUBSCRIBER_UNREADABLE',
      `The address of ${subscriber.name} cannot be decrypted. Put the key it was encrypted with back into the ring, or give its address and a new secret.`,
      { cause },
    )
  }
}
