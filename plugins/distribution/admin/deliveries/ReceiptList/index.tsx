'use client'

import { useEffect, useState } from 'react'
import type { Problem } from '../../calls/problem.ts'
import { unlessStopped } from '../../calls/unlessStopped.ts'
import { useApi } from '../../calls/useApi.ts'
import { OutsideLink } from '../../cells/OutsideLink.tsx'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import type { Delivery, Page, Receipt } from '../delivery.ts'
import { describeDuration, describeReceipt } from './describeReceipt.ts'
import { RawAnswer } from './RawAnswer.tsx'
import './index.css'

type Args = { delivery: Pick<Delivery, 'id' | 'updatedAt'>; zone: string }

/** The record of each attempt: what was done, what came back, how long it took. */
export const ReceiptList = ({ delivery, zone }: Args) => {
  const api = useApi()
  const { slugs } = usePanel()
  const [page, setPage] = useState<Page<Receipt>>()
  const [problem, setProblem] = useState<Problem>()
  const query = new URLSearchParams({
    'where[delivery][in]': String(delivery.id),
    sort: 'openedAt',
    depth: '0',
    limit: '100',
  })
  const path = `/${slugs.receipts}?${query}`
  const { get } = api
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever the delivery has changed
  useEffect(() => {
    const stopping = new AbortController()
    get<Page<Receipt>>(path, stopping.signal).then((answered) => {
      if ('problem' in answered) return setProblem(answered.problem)
      setProblem(undefined)
      setPage(answered.answer)
    }, unlessStopped(stopping.signal))
    return () => stopping.abort()
  }, [path, delivery.updatedAt])

  if (problem) return <p role="alert">{problem.detail}</p>
  if (!page) return <p>Reading the receipts …</p>
  if (page.docs.length === 0) {
    return (
      <p>No attempt yet. Each one leaves its receipt here: what was sent, and what came back.</p>
    )
  }
  return (
    <ol className="postyard-receipts">
      {page.docs.map((receipt) => (
        <li key={receipt.id} className="postyard-receipts__item">
          <div className="postyard-receipts__head">
            <strong>{describeReceipt(receipt)}</strong>
            <StateMark state={receipt.outcome ?? 'unknown'} />
          </div>
          <p className="postyard-receipts__facts">
            <Moment at={receipt.openedAt} zone={zone} withSeconds withDistance={false} />
            <span>{describeDuration(receipt)}</span>
            {receipt.attempt > 0 ? <span>attempt {receipt.attempt}</span> : null}
            {receipt.statusCode ? <span>HTTP {receipt.statusCode}</span> : null}
            <span>by {receipt.by}</span>
          </p>
          {receipt.errorMessage ? (
            <p className="postyard-receipts__message">{receipt.errorMessage}</p>
          ) : null}
          {receipt.externalUrl ? (
            <p>
              <OutsideLink href={receipt.externalUrl} />
            </p>
          ) : null}
          <RawAnswer receipt={receipt} />
        </li>
      ))}
      {page.totalDocs > page.docs.length ? (
        <li>{page.totalDocs - page.docs.length} later ones stand in the list of receipts.</li>
      ) : null}
    </ol>
  )
}
