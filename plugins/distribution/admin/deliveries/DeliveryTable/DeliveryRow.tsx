'use client'

import { Button, ChevronIcon } from '@payloadcms/ui'
import { useId, useState } from 'react'
import { OutsideLink } from '../../cells/OutsideLink.tsx'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { useZone } from '../../time/useZone.ts'
import { ActionButtons } from '../ActionButtons/index.tsx'
import { type Delivery, fieldOf } from '../delivery.ts'
import { ReceiptList } from '../ReceiptList/index.tsx'
import { SentContent } from '../SentContent/index.tsx'
import { UnknownNote } from '../UnknownNote/index.tsx'

type Args = { delivery: Delivery; name: string; onDone: () => void }

/** One delivery, whose receipts fold out below it. */
export const DeliveryRow = ({ delivery, name, onDone }: Args) => {
  const [isOpen, setOpen] = useState(false)
  const zone = useZone(delivery.tenant)
  const id = useId()
  const startedBy = fieldOf(delivery.plan, 'startedByName')
  const isAgainLater = delivery.state === 'scheduled' && delivery.nextAttemptAt
  return (
    <tbody className="postyard-delivery" data-state={delivery.state}>
      <tr>
        <th scope="row" className="postyard-delivery__channel">
          {name}
        </th>
        <td>
          <StateMark state={delivery.state} />
          {delivery.externalUrl ? (
            <span className="postyard-delivery__aside">
              <OutsideLink href={delivery.externalUrl}>See it there</OutsideLink>
            </span>
          ) : null}
        </td>
        <td>
          <Moment
            at={delivery.scheduledAt}
            zone={zone}
            withDistance={delivery.state !== 'cancelled'}
          />
          {isAgainLater ? (
            <span className="postyard-delivery__aside">
              next attempt <Moment at={delivery.nextAttemptAt ?? ''} zone={zone} />
            </span>
          ) : null}
        </td>
        <td className="postyard-delivery__reason">
          {delivery.reason}
          <UnknownNote delivery={delivery} name={name} zone={zone} />
        </td>
        <td>
          <ActionButtons delivery={delivery} name={name} onDone={onDone} />
          <Button
            buttonStyle="none"
            className="postyard-delivery__toggle"
            extraButtonProps={{ 'aria-expanded': isOpen, 'aria-controls': id }}
            aria-label={`Receipts: ${name}`}
            margin={false}
            onClick={() => setOpen(!isOpen)}
          >
            Receipts
            <ChevronIcon direction={isOpen ? 'up' : 'down'} />
          </Button>
        </td>
      </tr>
      <tr id={id} hidden={!isOpen} className="postyard-delivery__more">
        <td colSpan={5}>
          {isOpen ? (
            <>
              {startedBy ? <p>Distributed by {startedBy}.</p> : null}
              <SentContent delivery={delivery} />
              <ReceiptList delivery={delivery} zone={zone} />
            </>
          ) : null}
        </td>
      </tr>
    </tbody>
  )
}
