'use client'

import { Button } from '@payloadcms/ui'
import { type ComponentProps, type KeyboardEvent, useId, useState } from 'react'
import type { Problem } from '../../calls/problem.ts'

export type Entered = { baseUrl: string; apiKey: string; groupId: string }

type Args = {
  baseUrl: string
  groupId: string
  isBusy: boolean
  problem?: Problem
  /** True where it is connected now. */
  onConnect: (entered: Entered) => Promise<boolean>
  onLeave?: () => void
}

/** It stands inside the form of the tenant, so it is none of its own: Enter connects and saves nothing else. */
export const ConnectForm = ({ isBusy, problem, onConnect, onLeave, ...before }: Args) => {
  const [baseUrl, setBaseUrl] = useState(before.baseUrl)
  const [groupId, setGroupId] = useState(before.groupId)
  const [apiKey, setApiKey] = useState('')
  const isFilled = baseUrl.trim() !== '' && apiKey.trim() !== ''

  const connect = async () => {
    if (!isFilled || isBusy) return
    await onConnect({ baseUrl: baseUrl.trim(), apiKey: apiKey.trim(), groupId: groupId.trim() })
    setApiKey('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    void connect()
  }
  const wrongAt = (name: string) => problem?.errors.some((error) => error.path === name) ?? false

  return (
    <div className="postyard-connect__form">
      <Labelled
        label="Address of Postiz"
        hint="As it stands in the browser, such as https://postiz.example.com"
        isWrong={wrongAt('baseUrl')}
        autoComplete="off"
        inputMode="url"
        value={baseUrl}
        onChange={(event) => setBaseUrl(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Labelled
        label="API key"
        hint="From Postiz: Settings, Public API. It is kept encrypted and never shown again."
        isWrong={wrongAt('apiKey')}
        type="password"
        autoComplete="new-password"
        value={apiKey}
        onChange={(event) => setApiKey(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Labelled
        label="Customer group"
        hint="Only where several clients share this Postiz account: the id of this client's group."
        isWrong={wrongAt('groupId')}
        autoComplete="off"
        value={groupId}
        onChange={(event) => setGroupId(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="postyard-connect__buttons">
        <Button
          buttonStyle="primary"
          disabled={isBusy || !isFilled}
          extraButtonProps={{ 'aria-busy': isBusy, 'data-action': 'connect-postiz' }}
          margin={false}
          onClick={() => void connect()}
          type="button"
        >
          Connect
        </Button>
        {onLeave ? (
          <Button
            buttonStyle="secondary"
            disabled={isBusy}
            margin={false}
            onClick={onLeave}
            type="button"
          >
            Leave it
          </Button>
        ) : null}
      </div>
    </div>
  )
}

type LabelledArgs = ComponentProps<'input'> & { label: string; hint: string; isWrong: boolean }

const Labelled = ({ label, hint, isWrong, ...input }: LabelledArgs) => {
  const id = useId()
  return (
    <div className="field-type text postyard-connect__field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="text"
        spellCheck={false}
        aria-describedby={`${id}-hint`}
        aria-invalid={isWrong}
        {...input}
      />
      <p className="field-description" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  )
}
