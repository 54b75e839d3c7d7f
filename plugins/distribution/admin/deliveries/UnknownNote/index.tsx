import { reasons } from '../../../model/reasons.ts'
import { OutsideLink } from '../../cells/OutsideLink.tsx'
import { accountUrl } from '../../channels/accountUrl.ts'
import type { Delivery } from '../delivery.ts'
import './index.css'

/** Beside an unknown outcome: whether a person is wanted already, and where to look. */
export const UnknownNote = ({ delivery }: { delivery: Delivery }) => {
  if (delivery.state !== 'unknown') return null
  const isWanted = delivery.reasonCode === reasons.needsPerson.code
  const url = typeof delivery.channel === 'object' ? accountUrl(delivery.channel) : undefined
  return (
    <p className="postyard-unknown">
      {isWanted ? null : 'Postyard is finding out by itself. If you know already, say so. '}
      {url ? <OutsideLink href={url}>Look at the account</OutsideLink> : null}
    </p>
  )
}
