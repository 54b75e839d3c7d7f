import { Link, useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import type { ClaimAnswer } from '../../../claims/claimAnswer.ts'
import { OutsideLink } from '../../cells/OutsideLink.tsx'
import { namePlatform } from '../../channels/nameChannel.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import '../../table/table.css'

type Platform = ClaimAnswer['platforms'][number]

/** Each platform of a claim: the account, what came of it and why, and what is said there. */
export const PlatformTable = ({ claim, zone }: { claim: ClaimAnswer; zone: string }) => (
  <section aria-label="Platforms">
    <h2>Platforms</h2>
    <div className="postyard-table__scroll">
      <table className="postyard-table">
        <thead>
          <tr>
            <th scope="col">Platform</th>
            <th scope="col">State</th>
            <th scope="col">When</th>
            <th scope="col">Caption</th>
          </tr>
        </thead>
        <tbody>
          {claim.platforms.map((one) => (
            <Row key={one.platform} of={one} zone={zone} />
          ))}
        </tbody>
      </table>
    </div>
  </section>
)

const Row = ({ of, zone }: { of: Platform; zone: string }) => {
  const at = of.publishedAt ?? of.scheduledAt
  return (
    <tr data-platform={of.platform}>
      <th scope="row">
        {namePlatform(of.platform)}
        <span className="postyard-table__aside">{of.account ?? 'has no account there'}</span>
      </th>
      <td data-label="State">
        <span>
          {of.delivery !== null && of.state ? (
            <DeliveryState id={of.delivery} state={of.state} />
          ) : (
            <span className="postyard-table__aside">not planned</span>
          )}
          {of.reason ? <span className="postyard-claim__reason">{of.reason}</span> : null}
          {of.url ? (
            <span className="postyard-table__aside">
              <OutsideLink href={of.url} />
            </span>
          ) : null}
        </span>
      </td>
      <td data-label="When">{at ? <Moment at={at} zone={zone} /> : '–'}</td>
      <td data-label="Caption">
        <span className="postyard-claim__text">{of.caption}</span>
      </td>
    </tr>
  )
}

/** A state that leads to the delivery, with its receipts. */
const DeliveryState = ({ id, state }: { id: string | number; state: string }) => {
  const { slugs } = usePanel()
  const { config } = useConfig()
  const href = formatAdminURL({
    adminRoute: config.routes.admin,
    path: `/collections/${slugs.deliveries}/${encodeURIComponent(String(id))}`,
  })
  return (
    <Link href={href}>
      <StateMark state={state} />
    </Link>
  )
}
