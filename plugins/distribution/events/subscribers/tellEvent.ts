import type { Actor } from '../../model/changeState.ts'
import type { Db } from '../../model/database.ts'
import type { SubscriberEvent } from '../../model/eventTypes.ts'
import { logEvent } from '../../model/logEvent.ts'
import type { Subscriber } from './subscriber.ts'

type Args = {
  db: Db
  subscriber: Pick<Subscriber, 'id' | 'tenant' | 'name' | 'host'>
  type: SubscriberEvent
  actor: Actor
  /** A sentence for people, where there is one. */
  reason?: string
}

/** Writes what has become of a subscriber, or what somebody did with it, in the transaction in which it is so. */
export const tellEvent = ({ db, subscriber, type, actor, reason }: Args): Promise<void> =>
  logEvent({
    db,
    type: `distribution.subscriber.${type}`,
    tenant: subscriber.tenant,
    actor,
    data: {
      subscriber: subscriber.id,
      name: subscriber.name,
      host: subscriber.host,
      reason: reason ?? null,
    },
  })
