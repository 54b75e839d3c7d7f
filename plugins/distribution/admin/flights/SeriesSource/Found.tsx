'use client'

import { useTried } from '../SeriesForesight/tried.ts'

const items = (count: number): string => `${count} ${count === 1 ? 'item' : 'items'}`

/** What is in the source, or what is wrong with it, as soon as it was looked at. */
export const Found = () => {
  const { answer, problem, isBusy } = useTried()
  const flaw = answer?.problem?.message ?? problem?.detail
  if (flaw) {
    return (
      <p className="postyard-source__flaw" role="alert">
        {flaw}
      </p>
    )
  }
  if (!answer) {
    return (
      <p className="postyard-source__found" role="status">
        {isBusy ? 'Looking …' : ''}
      </p>
    )
  }
  return (
    <div className="postyard-source__found">
      <p role="status">
        {items(answer.items)} found
        {answer.drafts > 0 ? `, ${answer.drafts} drafts besides` : ''}
        {answer.left < answer.items ? `, ${answer.left} of them can still fly` : ''}.
      </p>
      {[...answer.flaws, ...answer.notes].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {answer.flawed > answer.flaws.length ? (
        <p>{answer.flawed - answer.flaws.length} more cannot fly as they are.</p>
      ) : null}
    </div>
  )
}
