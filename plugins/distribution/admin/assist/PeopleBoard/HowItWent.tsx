import { Link } from '@payloadcms/ui'
import type { ReactNode } from 'react'
import type { OverviewAnswer } from '../../../assist/operations/assistOverview.ts'
import type { PeopleAnswer } from '../../../assist/operations/listPeople.ts'
import { Moment } from '../../time/Moment/index.tsx'
import { type Choice, hrefOf, spans } from '../readChoice.ts'
import { RateTable } from './RateTable.tsx'

type Args = {
  choice: Choice
  overview?: OverviewAnswer
  tenants: PeopleAnswer['tenants']
  zone: string
}

const spanWords = { week: '7 days', month: '30 days', quarter: '90 days' }

const Frame = ({ children }: { children: ReactNode }) => (
  <section aria-labelledby="postyard-rates-heading">
    <h2 id="postyard-rates-heading">How it went</h2>
    {children}
  </section>
)

/** How dependably each person and each channel of a client has been served. */
export const HowItWent = ({ choice, overview, tenants, zone }: Args) => {
  if (!overview) {
    return (
      <Frame>
        <p>How dependably people post is counted client by client. Look at:</p>
        <ul className="postyard-people__ways">
          {tenants.map((tenant) => (
            <li key={tenant.id}>
              <Link href={hrefOf(choice, { tenant: String(tenant.id) })}>{tenant.name}</Link>
            </li>
          ))}
        </ul>
      </Frame>
    )
  }
  const { all, agents, others, channels, since } = overview
  return (
    <Frame>
      <nav className="postyard-people__spans" aria-label="Over which time">
        {spans.map((span) => (
          <Link
            key={span}
            href={hrefOf(choice, { over: span })}
            aria-current={span === choice.over ? 'page' : undefined}
          >
            {spanWords[span]}
          </Link>
        ))}
        <span className="postyard-table__aside">
          since <Moment at={since} zone={zone} withDistance={false} />
        </span>
      </nav>
      {all.settled === 0 ? (
        <p className="postyard-people__empty">
          No task has ended in these {spanWords[choice.over]}. As soon as one is answered, it stands
          here how many were posted in time, and how fast.
        </p>
      ) : (
        <>
          <RateTable
            what="Person"
            rows={[...agents, ...others].filter(({ settled }) => settled > 0)}
            all={all}
          />
          <RateTable
            what="Channel"
            rows={channels.filter(({ settled }) => settled > 0)}
            all={all}
          />
        </>
      )}
    </Frame>
  )
}
