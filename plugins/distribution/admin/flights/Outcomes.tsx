'use client'

import { Link } from '@payloadcms/ui'
import type { FlightList } from '../../series/operations/listFlights.ts'
import { isWebAddress } from '../cells/isWebAddress.ts'
import { OutsideLink } from '../cells/OutsideLink.tsx'
import { usePanel } from '../facts/FactsProvider.tsx'
import { StateMark } from '../states/StateMark/index.tsx'
import { usePanelHref } from './usePanelHref.ts'

type Args = { outcomes: FlightList['flights'][number]['outcomes'] }

/** What became of an item on each of its channels: where it can be seen, else why it cannot, with the way to its delivery. */
export const Outcomes = ({ outcomes }: Args) => {
  const { slugs } = usePanel()
  const { record } = usePanelHref()
  if (outcomes.length === 0) return null
  return (
    <ul className="postyard-flights__outcomes">
      {outcomes.map(({ delivery, channelName, state, url, reason }) => (
        <li key={delivery}>
          <StateMark state={state} />{' '}
          {url !== null && isWebAddress(url) ? (
            <OutsideLink href={url}>{channelName}</OutsideLink>
          ) : (
            <Link href={record(slugs.deliveries, delivery)}>{channelName}</Link>
          )}
          {reason ? <span className="postyard-table__aside">{reason}</span> : null}
        </li>
      ))}
    </ul>
  )
}
