'use client'

import { Button, ConfirmationModal, toast, useModal } from '@payloadcms/ui'
import { useId, useState } from 'react'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { planActionsOf, tellCancel, tellPause, tellResumed } from '../tellPlan.ts'

type Args = {
  /** Of the plan, below the API's root. */
  path: string
  tenant: unknown
  status: { counts: Record<string, number>; paused: object | null }
  onDone: () => void
}

type Lists = { onTime: unknown[]; late: unknown[]; stale: unknown[]; waiting: unknown[] }

/** The buttons of a plan, each of which says first what it does. */
export const PlanButtons = ({ path, tenant, status, onDone }: Args) => {
  const { post } = useApi()
  const { may } = usePanel()
  const { openModal } = useModal()
  const id = useId()
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Problem>()
  const { counts } = status
  const offered = planActionsOf({ counts, isPaused: status.paused !== null })
  if (!may('plans.write', tenant) || !Object.values(offered).includes(true)) return null

  const run = async <Answer,>(
    action: 'pause' | 'resume' | 'cancel',
    body: Record<string, unknown>,
    tell: (answer: Answer) => string,
  ) => {
    setBusy(true)
    setRefused(undefined)
    const answered = await post<Answer>(`${path}/${action}`, body)
    setBusy(false)
    if ('problem' in answered) setRefused(answered.problem)
    else toast.success(tell(answered.answer))
    onDone()
  }
  const pause = () =>
    run('pause', reason.trim() === '' ? {} : { reason: reason.trim() }, () => 'Paused.')
  const resume = () => run<Lists>('resume', {}, tellResumed)
  const cancel = () =>
    run<{ cancelled: unknown[] }>('cancel', {}, ({ cancelled }) => `${cancelled.length} cancelled.`)
  const button = (
    name: 'pause' | 'resume' | 'cancel',
    label: string,
    onClick: () => void,
    isPrimary = false,
  ) =>
    offered[name] ? (
      <Button
        buttonStyle={isPrimary ? 'primary' : 'secondary'}
        disabled={isBusy}
        extraButtonProps={{ 'aria-busy': isBusy, 'data-action': `${name}-plan` }}
        margin={false}
        onClick={onClick}
        size="small"
        type="button"
      >
        {label}
      </Button>
    ) : null
  return (
    <div className="postyard-actions">
      <div className="postyard-actions__buttons">
        {button('resume', 'Resume', () => void resume(), true)}
        {button('pause', 'Pause', () => openModal(`${id}-pause`))}
        {button('cancel', 'Cancel what is left', () => openModal(`${id}-cancel`))}
      </div>
      {refused ? (
        <p className="postyard-actions__problem" role="alert">
          {refused.detail}
        </p>
      ) : null}
      <ConfirmationModal
        className="postyard-ask"
        modalSlug={`${id}-pause`}
        heading="Pause this plan?"
        confirmLabel="Pause"
        cancelLabel="Let it go on"
        body={
          <div className="postyard-ask__body">
            <p>{tellPause(counts)}</p>
            <label className="postyard-ask__field" htmlFor={`${id}-why`}>
              Why, for those who find it paused
              <input
                id={`${id}-why`}
                maxLength={300}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </label>
          </div>
        }
        onConfirm={pause}
      />
      <ConfirmationModal
        className="postyard-ask"
        modalSlug={`${id}-cancel`}
        heading="Cancel what is left?"
        confirmLabel="Cancel what is left"
        cancelLabel="Keep it"
        body={tellCancel(counts)}
        onConfirm={cancel}
      />
    </div>
  )
}
