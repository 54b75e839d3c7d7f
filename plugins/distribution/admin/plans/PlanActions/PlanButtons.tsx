'use client'

import { Button, ConfirmationModal, useModal } from '@payloadcms/ui'
import { useId, useState } from 'react'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { useZone } from '../../time/useZone.ts'
import {
  type PlanAction,
  planActionsOf,
  tellCancel,
  tellHalt,
  tellPause,
  tellRetry,
} from '../tellPlan.ts'
import { AskReason } from './AskReason.tsx'
import { usePlanCalls } from './usePlanCalls.ts'

type Args = {
  /** Of the plan, below the API's root. */
  path: string
  tenant: unknown
  status: { counts: Record<string, number>; paused: object | null; halted: object | null }
  /** Where it failed, as far as the page knows. */
  failedOn: readonly string[]
  onDone: () => void
}

/** The buttons of a plan, each of which says first what it does. */
export const PlanButtons = ({ path, tenant, status, failedOn, onDone }: Args) => {
  const { may } = usePanel()
  const { openModal } = useModal()
  const id = useId()
  const zone = useZone(tenant)
  const [reason, setReason] = useState('')
  const { isBusy, refused, ...calls } = usePlanCalls({ path, zone, onDone })
  const { counts } = status
  const isHalted = status.halted !== null
  const offered = planActionsOf({
    counts,
    isPaused: status.paused !== null,
    isHalted,
    mayLetHaltedGo: may('outcomes.resolve', tenant),
  })
  if (!may('plans.write', tenant) || !Object.values(offered).includes(true)) return null

  const button = (name: PlanAction, label: string, onClick: () => void, isPrimary = false) =>
    offered[name] ? (
      <Button
        buttonStyle={isPrimary ? 'primary' : 'secondary'}
        className={name === 'halt' ? 'postyard-plan__halt' : undefined}
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
  const ask = (name: PlanAction) => () => openModal(`${id}-${name}`)
  return (
    <div className="postyard-actions">
      <div className="postyard-actions__buttons">
        {button('resume', 'Resume', isHalted ? ask('resume') : () => void calls.resume(), true)}
        {button('pause', 'Pause', ask('pause'))}
        {button('halt', 'Halt', ask('halt'))}
        {button('retry', 'Retry failed', ask('retry'))}
        {button('cancel', 'Cancel what is left', ask('cancel'))}
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
        onConfirm={() => calls.pause(reason)}
      />
      <AskReason
        modalSlug={`${id}-halt`}
        heading="Halt this plan?"
        body={tellHalt(counts)}
        label="Why, for those who find it halted"
        confirm="Halt it now"
        keep="Let it go on"
        onYes={calls.halt}
      />
      <AskReason
        modalSlug={`${id}-resume`}
        heading="Let this plan go on?"
        body="It was halted in an emergency. What has missed its time gets another one, or waits for you; the rest goes out as planned."
        label="Why it may go on"
        confirm="Resume"
        keep="Leave it halted"
        onYes={calls.resume}
      />
      <ConfirmationModal
        className="postyard-ask"
        modalSlug={`${id}-retry`}
        heading="Try again what failed?"
        confirmLabel="Retry failed"
        cancelLabel="Leave it"
        body={tellRetry(counts, failedOn)}
        onConfirm={calls.retry}
      />
      <ConfirmationModal
        className="postyard-ask"
        modalSlug={`${id}-cancel`}
        heading="Cancel what is left?"
        confirmLabel="Cancel what is left"
        cancelLabel="Keep it"
        body={tellCancel(counts)}
        onConfirm={calls.cancel}
      />
    </div>
  )
}
