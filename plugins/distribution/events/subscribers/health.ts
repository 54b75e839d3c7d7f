import type { Verdict } from '../../channels/webhook/index.ts'
import { pauseMs } from '../../deliver/brake/noteFailure.ts'
import { system } from '../../model/changeState.ts'
import { type Db, sql } from '../../model/database.ts'
import { after } from '../../model/deadlines.ts'
import { mostFailures, patienceMs } from './schedule.ts'
import type { Subscriber } from './subscriber.ts'
import { tellEvent } from './tellEvent.ts'
import { tellVerdict } from './tellVerdict.ts'

type Args = { db: Db; subscriber: Subscriber; now: Date }

const tell = (
  { db, subscriber }: Args,
  type: 'suspended' | 'restored' | 'disabled',
  reason?: string,
) => tellEvent({ db, subscriber, type, actor: system, reason })

/** It took something: its failures are forgotten, and all that waits goes on. */
export const noteTaken = async (args: Args): Promise<void> => {
  const { db, subscriber, now } = args
  await db.execute(sql`
    update postyard_subscribers
    set last_delivered_at = ${now.toISOString()}, failures = 0, pauses = 0, failing_since = null,
        left_alone_until = null, state_reason = case when state = 'active' then null else state_reason end
    where id = ${subscriber.id} and tenant_id = ${subscriber.tenant}`)
  if (subscriber.pauses > 0) await tell(args, 'restored')
}

const disable = async (args: Args, reason: string): Promise<void> => {
  const { db, subscriber } = args
  await db.execute(sql`
    update postyard_subscribers
    set state = 'disabled', state_reason = ${reason}, left_alone_until = null, updated_at = clock_timestamp()
    where id = ${subscriber.id} and tenant_id = ${subscriber.tenant} and state <> 'disabled'`)
  await tell(args, 'disabled', reason)
}

const leaveAlone = async (args: Args, said: string, retryAfterMs: number | undefined) => {
  const { db, subscriber, now } = args
  const until = after(now, pauseMs(subscriber.pauses + 1, retryAfterMs))
  const reason = `${said} It is left alone for a while, then one event tries it. Nothing is lost meanwhile.`
  await db.execute(sql`
    update postyard_subscribers
    set failures = failures + 1, pauses = pauses + 1, left_alone_until = ${until.toISOString()},
        failing_since = coalesce(failing_since, ${now.toISOString()}), state_reason = ${reason},
        updated_at = clock_timestamp()
    where id = ${subscriber.id} and tenant_id = ${subscriber.tenant}`)
  if (subscriber.pauses === 0) await tell(args, 'suspended', reason)
}

/**
 * Something came back that lies at the receiver and not at the event. After some in a row it is left alone, for longer
 * each time; one that is gone, or fails for days, is switched off until a person resumes it.
 */
export const noteRefused = async (
  args: Args & { verdict: Extract<Verdict, { kind: 'refused' }> },
): Promise<void> => {
  const { db, subscriber, now, verdict } = args
  if (!verdict.isOfTheWay || subscriber.state !== 'active') return
  const said = tellVerdict(verdict)
  if (verdict.answer.statusCode === 410) return disable(args, said)
  const since = subscriber.failing_since ? new Date(subscriber.failing_since) : now
  if (now.getTime() - since.getTime() >= patienceMs) {
    return disable(args, `It has failed for 5 days. ${said} Resume it when it is well again.`)
  }
  const isPausing =
    subscriber.left_alone_until !== null && new Date(subscriber.left_alone_until) > now
  if (isPausing) return
  const isToPause =
    verdict.isThrottled || subscriber.pauses > 0 || subscriber.failures + 1 >= mostFailures
  if (isToPause) return leaveAlone(args, said, verdict.retryAfterMs)
  await db.execute(sql`
    update postyard_subscribers
    set failures = failures + 1, failing_since = coalesce(failing_since, ${now.toISOString()})
    where id = ${subscriber.id} and tenant_id = ${subscriber.tenant}`)
}
