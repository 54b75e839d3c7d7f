'use client'

import { useDocumentInfo } from '@payloadcms/ui'
import { DeliveryTask } from '../../assist/DeliveryTask/index.tsx'
import { OutsideLink } from '../../cells/OutsideLink.tsx'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { FigureTable } from '../../figures/FigureTable/index.tsx'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { SaidAloud } from '../../live/SaidAloud.tsx'
import { MakingNote } from '../../making/MakingNote/index.tsx'
import { useMakings } from '../../making/useMakings.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { useZone } from '../../time/useZone.ts'
import { useTitle } from '../../title/useTitle.ts'
import { ActionButtons } from '../ActionButtons/index.tsx'
import { channelOf, type Delivery, fieldOf, nextAttemptOf } from '../delivery.ts'
import { ReceiptList } from '../ReceiptList/index.tsx'
import { RemedyLink } from '../RemedyLink/index.tsx'
import { SentContent } from '../SentContent/index.tsx'
import { UnknownNote } from '../UnknownNote/index.tsx'
import { useDeliveries } from '../useDeliveries.ts'
import './index.css'

/** On a delivery's page: how it stands and why, what can be done, what was sent, and the receipt of each attempt. */
export const DeliveryActions = () => {
  const { id } = useDocumentInfo()
  return id === undefined ? null : <OneDelivery id={id} />
}

const OneDelivery = ({ id }: { id: string | number }) => {
  const { page, problem, lostSince, lookNow } = useDeliveries({ of: { id } })
  const [delivery] = page?.docs ?? []
  return (
    <section className="postyard-one" aria-label="How it stands">
      <LostTouch since={lostSince} />
      <SaidAloud>{page?.said ?? ''}</SaidAloud>
      {problem ? <p role="alert">{problem.detail}</p> : null}
      {delivery ? <Standing delivery={delivery} onDone={lookNow} /> : null}
    </section>
  )
}

const Standing = ({ delivery, onDone }: { delivery: Delivery; onDone: () => void }) => {
  const zone = useZone(delivery.tenant)
  const { slugs } = usePanel()
  const { makingsOf, lookNow } = useMakings([delivery])
  const channel = channelOf(delivery)
  const title = fieldOf(delivery.post, 'title')
  const name = title ? `${title} → ${channel}` : channel
  useTitle({ name, list: { collection: 'deliveries', label: 'Deliveries' } })
  const isUnknown = delivery.state === 'unknown'
  const againAt = nextAttemptOf(delivery)
  const sent = <SentContent delivery={delivery} isOpen={isUnknown} />
  return (
    <>
      <h2 className="postyard-one__heading">
        <StateMark state={delivery.state} />
      </h2>
      {delivery.reason ? <p className="postyard-one__reason">{delivery.reason}</p> : null}
      {makingsOf(delivery.id).map((making) => (
        <MakingNote
          key={making.id}
          making={making}
          tenant={delivery.tenant}
          onDone={() => {
            lookNow()
            onDone()
          }}
        />
      ))}
      <RemedyLink delivery={delivery} />
      <UnknownNote delivery={delivery} name={channel} zone={zone} />
      <dl className="postyard-one__facts">
        <dt>Due</dt>
        <dd>
          <Moment
            at={delivery.scheduledAt}
            zone={zone}
            withSeconds
            withDistance={delivery.state !== 'cancelled'}
          />
        </dd>
        {againAt ? (
          <>
            <dt>Next attempt</dt>
            <dd>
              <Moment at={againAt} zone={zone} withSeconds />
            </dd>
          </>
        ) : null}
        {delivery.executedAt && !isUnknown ? (
          <>
            <dt>Went out</dt>
            <dd>
              <Moment at={delivery.executedAt} zone={zone} withSeconds />
            </dd>
          </>
        ) : null}
        {delivery.externalUrl ? (
          <>
            <dt>Link</dt>
            <dd>
              <OutsideLink href={delivery.externalUrl} />
            </dd>
          </>
        ) : null}
      </dl>
      {isUnknown ? sent : null}
      <ActionButtons delivery={delivery} name={name} onDone={onDone} />
      {delivery.kind === 'manual' ? (
        <DeliveryTask delivery={delivery} zone={zone} onDone={onDone} />
      ) : null}
      {isUnknown ? null : sent}
      {delivery.state === 'published' ? (
        <FigureTable
          path={`/${slugs.deliveries}/${encodeURIComponent(String(delivery.id))}/analytics`}
          zone={zone}
        />
      ) : null}
      <h3 className="postyard-one__heading">Receipts</h3>
      <ReceiptList delivery={delivery} zone={zone} />
    </>
  )
}
