'use client'

import { useDocumentInfo, useForm } from '@payloadcms/ui'
import { useEffect } from 'react'
import { projectState } from '../../../model/projectState.ts'
import { DistributeBox } from '../../distribute/DistributeBox/index.tsx'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { SaidAloud } from '../../live/SaidAloud.tsx'
import { DeliveryTable } from '../DeliveryTable/index.tsx'
import { useDeliveries } from '../useDeliveries.ts'
import { EditNote } from './EditNote.tsx'
import './index.css'

/** On a post's page: how it is distributed, and what has become of it on each channel. */
export const PostDeliveries = () => {
  const { id } = useDocumentInfo()
  return (
    <section className="postyard-post" aria-labelledby="postyard-deliveries-heading">
      <h2 id="postyard-deliveries-heading" className="postyard-post__heading">
        Deliveries
      </h2>
      {id === undefined ? (
        <p className="postyard-post__empty">
          Save this post first. Then it can be distributed here, and each channel that it goes to
          shows how it fared.
        </p>
      ) : (
        <SavedPost id={id} />
      )}
    </section>
  )
}

const SavedPost = ({ id }: { id: string | number }) => {
  const { page, problem, lostSince, lookNow } = useDeliveries({ of: { post: id } })
  const { dispatchFields } = useForm()
  const deliveries = page?.docs ?? []
  const isWhole = page !== undefined && page.totalDocs === page.docs.length
  const state = isWhole ? projectState(deliveries.map((one) => one.state)) : undefined
  useEffect(() => {
    if (state) dispatchFields({ type: 'UPDATE', path: 'state', value: state, initialValue: state })
  }, [state, dispatchFields])
  return (
    <>
      <EditNote deliveries={deliveries} />
      <DistributeBox post={id} deliveries={deliveries} onDistributed={lookNow} />
      <LostTouch since={lostSince} />
      <SaidAloud>{page?.said ?? ''}</SaidAloud>
      {problem ? <p role="alert">{problem.detail}</p> : null}
      {page?.docs.length === 0 ? (
        <p className="postyard-post__empty">
          Not distributed yet. Each channel that it goes to will stand here: when it is due, how it
          stands and why, its link, and the receipt of each attempt.
        </p>
      ) : null}
      {deliveries.length > 0 ? (
        <DeliveryTable
          deliveries={deliveries}
          totalDocs={page?.totalDocs ?? 0}
          of={{ kind: 'post', id }}
          onDone={lookNow}
        />
      ) : null}
    </>
  )
}
