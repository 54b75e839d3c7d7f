'use client'

import { Button, toast, useModal } from '@payloadcms/ui'
import { useId, useState } from 'react'
import { isSettled } from '../../../model/states.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { useZone } from '../../time/useZone.ts'
import { toInstant } from '../../time/wallTime.ts'
import { type Action, actionsOf, tellDone } from '../actions.ts'
import type { Delivery } from '../delivery.ts'
import { sendAction } from '../sendAction.ts'
import { AskOnce, type Said } from './AskOnce.tsx'
import './index.css'

export type Actionable = Pick<
  Delivery,
  'id' | 'tenant' | 'state' | 'reasonCode' | 'cancelRequestedAt' | 'scheduledAt'
>

type Args = {
  delivery: Actionable
  /** What it is called in the question: "Instagram of Marina Estates". */
  name?: string
  size?: 'small' | 'xsmall'
  /** Actions that are not offered here. */
  omit?: Action['name'][]
  onDone: () => void
}

/** The buttons of a delivery: what this user can do with it in its present state. */
export const ActionButtons = ({ delivery, name, size = 'small', omit = [], onDone }: Args) => {
  const api = useApi()
  const { slugs, may } = usePanel()
  const zone = useZone(delivery.tenant)
  const { openModal } = useModal()
  const modalSlug = `postyard-ask-${useId()}`
  const [busy, setBusy] = useState<Action['name']>()
  const [refused, setRefused] = useState<{ delivery: Actionable['id']; problem: Problem }>()
  // Which delivery is asked about is kept with the question: a list may put another one into this row meanwhile.
  const [asked, setAsked] = useState<{ delivery: Actionable; action: Action; name?: string }>()

  const run = async (target: Actionable, action: Action, said: Said = {}) => {
    setBusy(action.name)
    setRefused(undefined)
    const sent = await sendAction({
      api,
      slugs,
      delivery: target.id,
      action: action.name,
      address: said.address,
      at: said.wallTime ? toInstant(said.wallTime, zone) : undefined,
    })
    setBusy(undefined)
    if ('problem' in sent) setRefused({ delivery: target.id, problem: sent.problem })
    else toast.success(tellDone(action, sent.state))
    onDone()
  }

  const press = (action: Action) => {
    if (!action.question) return run(delivery, action)
    setAsked({ delivery, action, name })
    openModal(modalSlug)
  }

  const actions = actionsOf(delivery).filter(
    (action) => !omit.includes(action.name) && may(action.permission, delivery.tenant),
  )
  const problem = refused?.delivery === delivery.id ? refused.problem : undefined
  return (
    <div className={`postyard-actions postyard-actions--${size}`}>
      {actions.length > 0 ? (
        <div className="postyard-actions__buttons">
          {actions.map((action) => (
            <Button
              key={action.name}
              buttonStyle={action.isPrimary ? 'primary' : 'secondary'}
              disabled={busy !== undefined}
              extraButtonProps={{ 'aria-busy': busy === action.name, 'data-action': action.name }}
              aria-label={name ? `${action.label}: ${name}` : undefined}
              margin={false}
              onClick={() => void press(action)}
              size={size}
              type="button"
            >
              {action.label}
            </Button>
          ))}
        </div>
      ) : null}
      {delivery.cancelRequestedAt && !isSettled(delivery.state) ? (
        <p className="postyard-actions__note">Is cancelled if nothing went out.</p>
      ) : null}
      {problem ? (
        <p className="postyard-actions__problem" role="alert">
          {problem.detail}
        </p>
      ) : null}
      {asked?.action.question ? (
        <AskOnce
          key={`${asked.delivery.id} ${asked.action.name}`}
          action={asked.action}
          question={asked.action.question}
          name={asked.name}
          modalSlug={modalSlug}
          scheduledAt={asked.delivery.scheduledAt}
          zone={zone}
          onYes={(said) => run(asked.delivery, asked.action, said)}
        />
      ) : null}
    </div>
  )
}
