'use client'

import { Button } from '@payloadcms/ui'
import { type ComponentProps, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { Problem } from '../../calls/problem.ts'
import { choicesOf, hintOf, type Offer } from '../groupChoice.ts'

export type Entered = { baseUrl: string; apiKey: string; groupId: string; groupName: string }

type Args = {
  baseUrl: string
  groupId: string
  isBusy: boolean
  problem?: Problem
  /** What Postiz offers; undefined where the address and the key were not tried, or did not fit. */
  onTry: (entered: Pick<Entered, 'baseUrl' | 'apiKey'>) => Promise<Offer | undefined>
  /** True where it is connected now. */
  onConnect: (entered: Entered) => Promise<boolean>
  onLeave?: () => void
}

/** It stands inside the form of the tenant, so it is none of its own: Enter connects and saves nothing else. */
export const ConnectForm = ({ isBusy, problem, onTry, onConnect, onLeave, ...before }: Args) => {
  const [baseUrl, setBaseUrl] = useState(before.baseUrl)
  const [groupId, setGroupId] = useState(before.groupId)
  const [apiKey, setApiKey] = useState('')
  const [tried, setTried] = useState('')
  const [offer, setOffer] = useState<Offer>()
  const id = useId()
  const first = useRef<HTMLInputElement>(null)
  const isAskedFor = onLeave !== undefined
  // The button that opened it is gone, and the keyboard with it.
  useEffect(() => {
    if (isAskedFor) first.current?.focus()
  }, [isAskedFor])
  const entered = { baseUrl: baseUrl.trim(), apiKey: apiKey.trim() }
  const isFilled = entered.baseUrl !== '' && entered.apiKey !== ''
  const chosen = offer?.groups.find((group) => group.id === groupId)

  const tryThem = async () => {
    const pair = JSON.stringify(entered)
    if (!isFilled || isBusy || pair === tried) return
    setTried(pair)
    setOffer(await onTry(entered))
  }
  const connect = async () => {
    if (!isFilled || isBusy) return
    const group = chosen ? { groupId: chosen.id, groupName: chosen.name } : undefined
    await onConnect({ ...entered, ...(group ?? { groupId: '', groupName: '' }) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    void (offer ? connect() : tryThem())
  }
  const wrongAt = (name: string) => problem?.errors.some((error) => error.path === name) ?? false

  return (
    <div className="postyard-connect__form">
      <Labelled
        ref={first}
        label="Address of Postiz"
        hint="As it stands in the browser, with /api behind it: https://postiz.example.com/api"
        isWrong={wrongAt('baseUrl')}
        autoComplete="off"
        inputMode="url"
        value={baseUrl}
        onBlur={() => void tryThem()}
        onChange={(event) => setBaseUrl(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <Labelled
        label="API key"
        hint="From Postiz: Settings, Developers, Public API. It is kept encrypted and never shown again."
        isWrong={wrongAt('apiKey')}
        type="password"
        autoComplete="new-password"
        value={apiKey}
        onBlur={() => void tryThem()}
        onChange={(event) => setApiKey(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="field-type select postyard-connect__field">
        <label className="field-label" htmlFor={id}>
          Customer group
        </label>
        <select
          id={id}
          aria-describedby={`${id}-hint`}
          aria-invalid={wrongAt('groupId')}
          disabled={!offer || isBusy}
          value={chosen?.id ?? ''}
          onChange={(event) => setGroupId(event.target.value)}
        >
          {(offer ? choicesOf(offer) : [{ value: '', label: '–' }]).map((choice) => (
            <option key={choice.value} value={choice.value} disabled={choice.isDisabled}>
              {choice.label}
            </option>
          ))}
        </select>
        <p className="field-description" id={`${id}-hint`}>
          {hintOf(offer)}
        </p>
      </div>
      <div className="postyard-connect__buttons">
        <Button
          buttonStyle="primary"
          disabled={isBusy || !isFilled || (offer?.isShared && !chosen)}
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
            Keep it as it is
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
