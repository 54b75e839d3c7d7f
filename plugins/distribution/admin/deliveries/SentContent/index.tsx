'use client'

import { type SyntheticEvent, useState } from 'react'
import { idOf } from '../../../id.ts'
import type { PlanContent } from '../../../model/planContent.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { OutsideLink } from '../../cells/OutsideLink.tsx'
import { usePanel } from '../../facts/FactsProvider.tsx'
import './index.css'

/** What the post said when it was distributed, which is what goes out; read when it is unfolded. */
export const SentContent = ({ plan }: { plan: unknown }) => {
  const { get } = useApi()
  const { slugs } = usePanel()
  const [content, setContent] = useState<PlanContent>()
  const [problem, setProblem] = useState<Problem>()
  const read = async (event: SyntheticEvent<HTMLDetailsElement>) => {
    if (!event.currentTarget.open || content) return
    const answered = await get<{ content: PlanContent }>(
      `/${slugs.plans}/${encodeURIComponent(String(idOf(plan)))}?depth=0&select[content]=true`,
    )
    if ('problem' in answered) setProblem(answered.problem)
    else setContent(answered.answer.content)
  }
  const files = (content?.media.length ?? 0) + (content?.rendition ? 1 : 0)
  return (
    <details className="postyard-sent" onToggle={(event) => void read(event)}>
      <summary>What is sent</summary>
      {problem ? <p role="alert">{problem.detail}</p> : null}
      {content ? (
        <div className="postyard-sent__content">
          <p className="postyard-sent__text">{content.text || 'No text.'}</p>
          {content.link ? (
            <p>
              <OutsideLink href={content.link}>{content.link}</OutsideLink>
            </p>
          ) : null}
          <p className="postyard-sent__files">
            {files === 0 ? 'No pictures or videos.' : `${files} ${files === 1 ? 'file' : 'files'}.`}
          </p>
        </div>
      ) : null}
    </details>
  )
}
