'use client'

import { ConfirmationModal } from '@payloadcms/ui'
import { useId, useState } from 'react'
import { nameZone } from '../../time/nameZone.ts'
import { toWallTime } from '../../time/wallTime.ts'
import type { Action, Question } from '../actions.ts'

/** What was typed beside the yes: an address, or a time on the tenant's clock. */
export type Said = { address?: string; wallTime?: string }

type Args = {
  action: Action
  question: Question
  /** What it is about. */
  name?: string
  modalSlug: string
  scheduledAt: string
  zone: string
  onYes: (said: Said) => Promise<void>
}

/** Says what will happen, and asks once. */
export const AskOnce = (args: Args) => {
  const { action, question, name, modalSlug, scheduledAt, zone, onYes } = args
  const id = useId()
  const [address, setAddress] = useState('')
  const [wallTime, setWallTime] = useState(() =>
    toWallTime(new Date(Math.max(Date.parse(scheduledAt), Date.now())), zone),
  )
  return (
    <ConfirmationModal
      className="postyard-ask"
      modalSlug={modalSlug}
      heading={question.heading}
      confirmLabel={question.confirm}
      cancelLabel={question.keep}
      body={
        <div className="postyard-ask__body">
          {name ? <p className="postyard-ask__name">{name}</p> : null}
          <p>{question.body}</p>
          {action.wants === 'address' ? (
            <label className="postyard-ask__field" htmlFor={id}>
              Address of the post
              <input
                id={id}
                type="url"
                inputMode="url"
                placeholder="https://"
                value={address}
                onChange={(event) => setAddress(event.target.value)}
              />
            </label>
          ) : null}
          {action.wants === 'time' ? (
            <label className="postyard-ask__field" htmlFor={id}>
              When, on the clock of {nameZone(zone)}
              <input
                id={id}
                type="datetime-local"
                value={wallTime}
                onChange={(event) => setWallTime(event.target.value)}
              />
            </label>
          ) : null}
        </div>
      }
      onConfirm={() =>
        onYes({
          address: action.wants === 'address' ? address.trim() || undefined : undefined,
          wallTime: action.wants === 'time' ? wallTime || undefined : undefined,
        })
      }
    />
  )
}
