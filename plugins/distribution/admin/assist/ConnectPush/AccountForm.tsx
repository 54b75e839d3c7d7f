'use client'

import { Button } from '@payloadcms/ui'
import { useEffect, useId, useRef, useState } from 'react'
import { readAccount, type ServiceAccount } from './readAccount.ts'

type Args = {
  isBusy: boolean
  /** True where it is connected now. */
  onConnect: (account: ServiceAccount) => Promise<boolean>
  onLeave: () => void
}

/** It stands inside the form of the client, so it is none of its own. What is pasted leaves the page when it is sent. */
export const AccountForm = ({ isBusy, onConnect, onLeave }: Args) => {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState('')
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  // The button that opened it is gone, and the keyboard with it.
  useEffect(() => field.current?.focus(), [])
  const connect = async () => {
    const read = readAccount(text)
    if ('problem' in read) {
      setProblem(read.problem)
      return
    }
    setProblem('')
    if (await onConnect(read.account)) setText('')
  }
  return (
    <div className="postyard-connect__form">
      <div className="field-type textarea postyard-connect__field">
        <label className="field-label" htmlFor={id}>
          Service account, as JSON
        </label>
        <textarea
          ref={field}
          id={id}
          rows={6}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${id}-hint`}
          aria-invalid={problem !== ''}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <p className="field-description" id={`${id}-hint`}>
          In Firebase: Project settings, Service accounts, Generate new private key. Paste the whole
          file. It is tried at once, kept encrypted and never shown again.
        </p>
      </div>
      {problem ? (
        <p className="postyard-connect__problem" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="postyard-connect__buttons">
        <Button
          buttonStyle="primary"
          disabled={isBusy || text.trim() === ''}
          extraButtonProps={{ 'aria-busy': isBusy, 'data-action': 'connect-push' }}
          margin={false}
          onClick={() => void connect()}
          type="button"
        >
          Connect
        </Button>
        <Button
          buttonStyle="secondary"
          disabled={isBusy}
          margin={false}
          onClick={onLeave}
          type="button"
        >
          Keep it as it is
        </Button>
      </div>
    </div>
  )
}
