import type { TenantRecord } from '../channels/readConnection.ts'
import type { Reason } from '../model/changeState.ts'
import { reasons } from '../model/reasons.ts'
import { tellTime } from '../model/tellTime.ts'
import { quietOf } from './openTasks.ts'
import { quietEnd } from './quietHours.ts'

type Args = {
  tenant: TenantRecord
  /** Who is asked; undefined where nobody could be. */
  name: string | undefined
  /** Why they, or why nobody. */
  why: string
  /** From when the answer is waited for. */
  now: Date
  deadlineAt: Date
}

/**
 * What a delivery says that waits for a person: who is asked and why, until when, and what the quiet hours do to that.
 */
export const saidOf = ({ tenant, name, why, now, deadlineAt }: Args): Reason => {
  const until = tellTime(deadlineAt, tenant.timezone)
  const quietUntil = quietEnd(quietOf(tenant), now)
  const plain = now.getTime() + tenant.manual.answerMinutes * 60_000
  const isLonger = deadlineAt.getTime() > plain + 1_000
  const who = name
    ? `${name} is asked to post it, until ${until}`
    : `Nobody could be asked yet, until ${until} somebody can post it`
  const sentences = [
    `${who}.`,
    name ? `Why ${why}.` : `${why} A manager is told.`,
    ...(quietUntil
      ? [
          `No phone is pushed before ${tellTime(quietUntil, tenant.timezone)}, when the quiet hours end.`,
        ]
      : []),
    ...(isLonger ? ['The quiet hours do not count, so the deadline is later by as much.'] : []),
  ]
  return { code: reasons.awaitingHuman.code, message: sentences.join(' ') }
}

/** What a delivery says that somebody has begun before its time. */
export const saidEarly = ({
  tenant,
  name,
  deadlineAt,
}: Pick<Args, 'tenant' | 'deadlineAt'> & { name: string }): Reason => ({
  code: reasons.awaitingHuman.code,
  message: `${name} began it early and has it open. An answer is waited for until ${tellTime(deadlineAt, tenant.timezone)}.`,
})
