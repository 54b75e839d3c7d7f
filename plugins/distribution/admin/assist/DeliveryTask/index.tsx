'use client'

import { useState } from 'react'
import type { TaskOfDelivery } from '../../../assist/operations/taskOfDelivery.ts'
import type { WatchedTask } from '../../../assist/watchedTask.ts'
import { useApi } from '../../calls/useApi.ts'
import { OutsideLink } from '../../cells/OutsideLink.tsx'
import type { Delivery } from '../../deliveries/delivery.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { usePolling } from '../../live/usePolling.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { TaskButtons } from '../TaskButtons/index.tsx'
import { nextWords, stepWords, tellStep, tellWhy } from '../tellStep.ts'
import './index.css'

type Args = { delivery: Delivery; zone: string; onDone: () => void }

/** How often it is looked at, in milliseconds: while somebody is asked, and once all is over. */
const openMs = 5_000
const closedMs = 30_000

/** On the page of a delivery that a person posts: who has it since when, what was done about it, and the proof. */
export const DeliveryTask = ({ delivery, zone, onDone }: Args) => {
  const { get } = useApi()
  const { slugs } = usePanel()
  const [shown, setShown] = useState<TaskOfDelivery>()
  const path = `/${slugs.deliveries}/${encodeURIComponent(String(delivery.id))}/task`
  const { lookNow } = usePolling({
    look: async (signal) => {
      const answered = await get<TaskOfDelivery>(path, signal)
      if ('problem' in answered) {
        const { status } = answered.problem
        return status === 0 || status >= 500 ? null : closedMs
      }
      setShown(answered.answer)
      return answered.answer.task?.outcome === null ? openMs : closedMs
    },
  })
  if (!shown) return null
  const { task, steps, photo } = shown
  if (!task) {
    return (
      <p className="postyard-task__none">
        Nobody was asked to post it yet. Whoever is stands here from the minute it is due.
      </p>
    )
  }
  return (
    <section className="postyard-task" aria-labelledby="postyard-task-heading">
      <h3 id="postyard-task-heading" className="postyard-one__heading">
        Who posts it
      </h3>
      <Facts task={task} zone={zone} />
      {photo ? (
        <a
          className="postyard-task__photo"
          href={photo.url}
          target="_blank"
          rel="noopener noreferrer"
        >
          {/* biome-ignore lint/performance/noImgElement: it is shown as it was sent, not as Next would make it */}
          <img
            src={photo.thumbnailUrl ?? photo.url}
            alt={`Given as proof that it was posted${task.answeredBy ? `, by ${task.answeredBy.name}` : ''}`}
          />
        </a>
      ) : null}
      <TaskButtons
        task={task}
        size="small"
        omit={['again', 'posted']}
        onDone={() => {
          lookNow()
          onDone()
        }}
      />
      <details className="postyard-task__steps" open={task.outcome === null}>
        <summary>{steps.length === 1 ? '1 step so far' : `${steps.length} steps so far`}</summary>
        <ol>
          {steps.map((step) => (
            <li key={`${step.at} ${step.type}`}>
              <Moment at={step.at} zone={zone} withSeconds withDistance={false} />
              <span>
                {tellStep(step)}
                {step.why ? <span className="postyard-task__why">{step.why}</span> : null}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}

const Facts = ({ task, zone }: { task: WatchedTask; zone: string }) => (
  <dl className="postyard-one__facts">
    <dt>With</dt>
    <dd>
      {task.assignee?.name ?? 'Nobody'}
      {task.why ? <span className="postyard-task__why">{tellWhy(task)}</span> : null}
    </dd>
    <dt>Asked</dt>
    <dd>
      <Moment at={task.askedAt} zone={zone} />
    </dd>
    {task.lease ? (
      <>
        <dt>Open with</dt>
        <dd>
          {task.lease.holder.name}, since <Moment at={task.lease.openedAt} zone={zone} />
        </dd>
      </>
    ) : null}
    {task.need === 'decide' && task.claim ? (
      <>
        <dt>Posted, says</dt>
        <dd>
          {task.claim.by.name}, at <Moment at={task.claim.at} zone={zone} />{' '}
          {task.claim.url ? <OutsideLink href={task.claim.url} /> : null}
        </dd>
      </>
    ) : null}
    {task.outcome === null ? (
      <>
        <dt>So far</dt>
        <dd>{stepWords[task.step]}</dd>
      </>
    ) : (
      <>
        <dt>Answer</dt>
        <dd>
          <StateMark
            state={task.need === 'decide' ? 'unknown' : task.outcome}
            word={task.need === 'decide' ? 'Posted after its deadline, they say' : undefined}
          />
          {task.note ? <span className="postyard-task__why">{task.note}</span> : null}
        </dd>
      </>
    )}
    {task.answeredAt ? (
      <>
        <dt>Answered</dt>
        <dd>
          <Moment at={task.answeredAt} zone={zone} />
          {task.answeredBy ? ` by ${task.answeredBy.name}` : ''}
        </dd>
      </>
    ) : null}
    {task.next ? (
      <>
        <dt>Next, by itself</dt>
        <dd>
          {nextWords[task.next.to]}, <Moment at={task.next.at} zone={zone} />
        </dd>
      </>
    ) : null}
    {task.outcome === null ? (
      <>
        <dt>Deadline</dt>
        <dd>
          <Moment at={task.deadlineAt} zone={zone} />
        </dd>
      </>
    ) : null}
    {task.proofUrl ? (
      <>
        <dt>Proof</dt>
        <dd>
          <OutsideLink href={task.proofUrl} />
        </dd>
      </>
    ) : null}
  </dl>
)
