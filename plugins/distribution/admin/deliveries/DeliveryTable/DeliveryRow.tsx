'use client'

import { Button, ChevronIcon } from '@payloadcms/ui'
import { useId, useState } from 'react'
import { OutsideLink } from '../../cells/OutsideLink.tsx'
import { MakingNote } from '../../making/MakingNote/index.tsx'
import type { Making } from '../../making/making.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { useZone } from '../../time/useZone.ts'
import { ActionButtons } from '../ActionButtons/index.tsx'
import { type Delivery, fieldOf, nextAttemptOf } from '../delivery.ts'
import { ReceiptList } from '../ReceiptList/index.tsx'
import { RemedyLink } from '../RemedyLink/index.tsx'
import { SentContent } from '../SentContent/index.tsx'
import { UnknownNote } from '../UnknownNote/index.tsx'

type Args = {
  delivery: Delivery
  name: string
  /** The pictures and videos that it waits for. */
  makings: Making[]
  onMade: () => void
  onDone: () => void
}

/** One delivery, whose receipts fold out below it. */
export const DeliveryRow = ({ delivery, name, makings, onMade, onDone }: Args) => {
  const [isOpen, setOpen] = useState(false)
  const zone = useZone(delivery.tenant)
  const id = useId()
  const startedBy = fieldOf(delivery.plan, 'startedByName')
  const againAt = nextAttemptOf(delivery)
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
          {againAt ? (
            <span className="postyard-delivery__aside">
              next attempt <Moment at={againAt} zone={zone} />
            </span>
          ) : null}
        </td>
        <td className="postyard-delivery__reason">
          {delivery.reason}
          {makings.map((making) => (
            <MakingNote key={making.id} making={making} tenant={delivery.tenant} onDone={onMade} />
          ))}
          <RemedyLink delivery={delivery} />
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
