import type { PlanAlerts } from '../../../distribute/network/operations/alerts.ts'
import { Moment } from '../../time/Moment/index.tsx'

type Args = { alerts: PlanAlerts | undefined; zone: string }

/** What Postyard stopped by itself and tries again, and what it noticed before. */
export const Waiting = ({ alerts, zone }: Args) => {
  if (!alerts || alerts.alerts.length + alerts.waiting.length === 0) return null
  return (
    <section aria-label="What went wrong">
      {alerts.waiting.map(({ scope, key, reason, triedAt }) => (
        <p key={`${scope} ${key}`} className="postyard-network__waits" role="status">
          <b>{scope === 'plan' ? 'The plan waits' : `${key} waits`}:</b> {reason}{' '}
          {triedAt ? (
            <>
              One post tries it <Moment at={triedAt} zone={zone} />.
            </>
          ) : (
            'Look at the accounts, then resume or cancel.'
          )}
        </p>
      ))}
      <ul className="postyard-network__alerts">
        {alerts.alerts.slice(0, 5).map(({ at, kind, sentence }) => (
          <li key={`${at} ${kind}`}>
            <Moment at={at} zone={zone} /> {sentence}
          </li>
        ))}
      </ul>
    </section>
  )
}
