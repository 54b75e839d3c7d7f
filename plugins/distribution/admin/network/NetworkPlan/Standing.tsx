import { Link, useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import type { NetworkStatus } from '../../../distribute/network/operations/status.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { PlanButtons } from '../../plans/PlanActions/PlanButtons.tsx'
import { mayGoOn, standingOf } from '../../plans/tellPlan.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { findStuck, type Progress, tellProgress } from '../followPlan.ts'
import { StuckList } from './StuckList.tsx'

type Args = {
  status: NetworkStatus
  deliveries: Progress[]
  zone: string
  onDone: () => void
}

/** How far a plan is, what comes next or what stops it, what can be done, and what does not go on. */
export const Standing = ({ status, deliveries, zone, onDone }: Args) => {
  const { slugs } = usePanel()
  const { config } = useConfig()
  const { state, counts, halted, paused } = status
  const stop = mayGoOn(counts) ? (halted ?? paused) : null
  const stopped = stop ? (halted ? 'Halted' : 'Paused') : undefined
  const document = (slug: string, of: string | number) =>
    formatAdminURL({
      adminRoute: config.routes.admin,
      path: `/collections/${slug}/${encodeURIComponent(String(of))}`,
    })
  // Where the whole is stopped, what is held is held by that.
  const stuck = findStuck(deliveries).filter((one) => !stopped || one.state !== 'held')
  return (
    <section aria-label="How it stands">
      <h2 className="postyard-network__state">
        <StateMark {...standingOf({ state, counts, stopped })} />
        <span>{tellProgress(counts)}</span>
      </h2>
      <progress
        className="postyard-progress postyard-network__bar"
        max={status.total}
        value={status.ended}
        aria-label="How much of it has ended"
      />
      <p className="postyard-network__next">
        {stop ? (
          <>
            {stopped} by {stop.by}
            {stop.reason ? `: ${stop.reason}` : ''}, since <Moment at={stop.at} zone={zone} />
          </>
        ) : status.next ? (
          <>
            Next: <Moment at={status.next.at} zone={zone} />
            {status.last && status.last !== status.next.at ? (
              <>
                {' '}
                · the last: <Moment at={status.last} zone={zone} />
              </>
            ) : null}
          </>
        ) : null}
      </p>
      <div className="postyard-network__ways">
        <PlanButtons
          path={`/distribution/${encodeURIComponent(String(status.plan))}`}
          tenant={status.tenant}
          status={status}
          failedOn={deliveries
            .filter((one) => one.state === 'failed' || one.state === 'expired')
            .map(({ channelName }) => channelName)}
          onDone={onDone}
        />
        <Link href={document(slugs.posts, status.post)}>The post</Link>
        <Link href={document(slugs.plans, status.plan)}>All that was planned</Link>
      </div>
      <StuckList stuck={stuck} />
    </section>
  )
}
