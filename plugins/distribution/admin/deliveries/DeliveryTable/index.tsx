'use client'

import { Link, useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { useMakings } from '../../making/useMakings.ts'
import { channelOf, type Delivery } from '../delivery.ts'
import { DeliveryRow } from './DeliveryRow.tsx'
import './index.css'

type Args = {
  deliveries: Delivery[]
  totalDocs: number
  /** What they belong to, for the link to all of them. */
  of: { kind: 'post' | 'plan'; id: string | number }
  onDone: () => void
}

/** The deliveries of a post or a plan: where, when, how it stands, why, the link, and what can be done. */
export const DeliveryTable = ({ deliveries, totalDocs, of, onDone }: Args) => {
  const { slugs } = usePanel()
  const { makingsOf, lookNow } = useMakings(deliveries)
  const onMade = () => {
    lookNow()
    onDone()
  }
  const { config } = useConfig()
  const all = formatAdminURL({
    adminRoute: config.routes.admin,
    path: `/collections/${slugs.deliveries}?where[or][0][and][0][${of.kind}][equals]=${encodeURIComponent(String(of.id))}`,
  })
  return (
    <>
      <table className="postyard-deliveries">
        <caption className="postyard-deliveries__caption">Deliveries of this {of.kind}</caption>
        <thead>
          <tr>
            <th scope="col">Channel</th>
            <th scope="col">State</th>
            <th scope="col">Due</th>
            <th scope="col">Reason</th>
            <th scope="col">What you can do</th>
          </tr>
        </thead>
        {deliveries.map((delivery) => (
          <DeliveryRow
            key={delivery.id}
            delivery={delivery}
            name={channelOf(delivery)}
            makings={makingsOf(delivery.id)}
            onMade={onMade}
            onDone={onDone}
          />
        ))}
      </table>
      {totalDocs > deliveries.length ? (
        <p>
          <Link href={all}>
            All {totalDocs} deliveries of this {of.kind}
          </Link>
        </p>
      ) : null}
    </>
  )
}
