'use client'

import { type SyntheticEvent, useState } from 'react'
import { idOf } from '../../../id.ts'
import type { PlanContent } from '../../../model/planContent.ts'
import { contentWith } from '../../../model/variation.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { OutsideLink } from '../../cells/OutsideLink.tsx'
import { usePanel } from '../../facts/FactsProvider.tsx'
import type { Delivery } from '../delivery.ts'
import { SentParts } from './SentParts.tsx'
import './index.css'

type Plan = {
  content: PlanContent
  contentVersion: number
  earlierContents?: Record<string, PlanContent> | null
}

type Args = {
  delivery: Pick<Delivery, 'plan' | 'contentVersion' | 'variation'>
  isOpen?: boolean
}

/** What a delivery says: what goes out, or what was sent, also where the post was edited since; read when it is unfolded. */
export const SentContent = ({ delivery, isOpen = false }: Args) => (
  <OneVersion key={delivery.contentVersion} delivery={delivery} isOpen={isOpen} />
)

const OneVersion = ({ delivery, isOpen }: Args) => {
  const { get } = useApi()
  const { slugs } = usePanel()
  const { contentVersion: version } = delivery
  const [plan, setPlan] = useState<Plan>()
  const [problem, setProblem] = useState<Problem>()
  const read = async (event: SyntheticEvent<HTMLDetailsElement>) => {
    if (!event.currentTarget.open || plan) return
    const select = ['content', 'contentVersion', 'earlierContents']
      .map((field) => `select[${field}]=true`)
      .join('&')
    const answered = await get<Plan>(
      `/${slugs.plans}/${encodeURIComponent(String(idOf(delivery.plan)))}?depth=0&${select}`,
    )
    if ('problem' in answered) setProblem(answered.problem)
    else setPlan(answered.answer)
  }
  const isEarlier = plan !== undefined && plan.contentVersion !== version
  const ofPlan = isEarlier ? plan.earlierContents?.[String(version)] : plan?.content
  const content = ofPlan && contentWith(ofPlan, delivery.variation)
  return (
    <details className="postyard-sent" open={isOpen} onToggle={(event) => void read(event)}>
      <summary>What is sent</summary>
      {problem ? <p role="alert">{problem.detail}</p> : null}
      {content ? (
        <div className="postyard-sent__content">
          {isEarlier ? (
            <p className="postyard-sent__files">
              The post was edited after this was sent. This is what was sent.
            </p>
          ) : null}
          <p className="postyard-sent__text">{content.text || 'No text.'}</p>
          {content.link ? (
            <p>
              <OutsideLink href={content.link}>{content.link}</OutsideLink>
            </p>
          ) : null}
          <Files count={content.media.length + (content.rendition ? 1 : 0)} />
          <SentParts parts={content.parts ?? []} />
        </div>
      ) : null}
    </details>
  )
}

const Files = ({ count }: { count: number }) => (
  <p className="postyard-sent__files">
    {count === 0 ? 'No pictures or videos.' : `${count} ${count === 1 ? 'file' : 'files'}.`}
  </p>
)
