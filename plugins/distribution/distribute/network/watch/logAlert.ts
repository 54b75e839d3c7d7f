import { system } from '../../../model/changeState.ts'
import type { Db, ID } from '../../../model/database.ts'
import { logEvent } from '../../../model/logEvent.ts'
import type { Anomaly, AnomalyKind, Scope } from '../../../plan/risk/index.ts'

/**
 * What Postyard has done about it. `held`: only this account or platform waits. `paused`: the plan waits. `told`: nothing
 * was stopped. `asked`: a person decides how it goes on.
 */
export const alertActs = ['held', 'paused', 'told', 'asked'] as const

export type Alert = {
  kind: AnomalyKind
  scope: Scope
  /** The id of the account, the post or the plan, the name of the platform; `''` for the tenant. */
  key: string
  act: (typeof alertActs)[number]
  sentence: string
  /** Where something was counted. */
  numbers?: Pick<Anomaly, 'failures' | 'attempts' | 'accounts' | 'withinMs' | 'usual'>
}

export const numbersOf = ({ failures, attempts, accounts, withinMs, usual }: Anomaly) => ({
  ...{ failures, attempts, accounts, withinMs, usual },
})

/** Tells of something about a running network plan that a person should know, in the transaction of what is done about it. */
export const logAlert = (args: {
  db: Db
  plan: { id: ID; tenant: ID }
  alert: Alert
}): Promise<void> => {
  const { db, plan, alert } = args
  return logEvent({
    db,
    type: 'distribution.plan.alert',
    tenant: plan.tenant,
    plan: plan.id,
    actor: system,
    data: { ...alert, numbers: alert.numbers ?? null },
  })
}
