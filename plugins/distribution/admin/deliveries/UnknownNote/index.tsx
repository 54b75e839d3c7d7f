import { reasons } from '../../../model/reasons.ts'
import { OutsideLink } from '../../cells/OutsideLink.tsx'
import { accountUrl } from '../../channels/accountUrl.ts'
import { Moment } from '../../time/Moment/index.tsx'
import type { Delivery } from '../delivery.ts'
import './index.css'

type Args = { delivery: Delivery; name: string; zone: string }

/** Beside an unknown outcome: when it was sent, whether a person is wanted already, and where to look. */
export const UnknownNote = ({ delivery, name, zone }: Args) => {
  if (delivery.state !== 'unknown') return null
  const isWanted = delivery.reasonCode === reasons.needsPerson.code
  const url = typeof delivery.channel === 'object' ? accountUrl(delivery.channel) : undefined
  return (
    <div className="postyard-unknown">
      <p>
        {delivery.executedAt ? (
          <>
            Sent <Moment at={delivery.executedAt} zone={zone} withSeconds />.{' '}
          </>
        ) : null}
        {isWanted
          ? 'Nothing more is sent until you say what became of it.'
          : 'Postyard is finding out by itself. If you know already, say so.'}
      </p>
      <p>
        {url ? (
          <>
            <OutsideLink href={url}>{`Look at ${name}`}</OutsideLink>, then say what you found:
          </>
        ) : (
          `Open the account ${name}, look whether it is there, then say what you found:`
        )}
      </p>
    </div>
  )
}
