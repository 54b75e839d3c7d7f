'use client'

import { Button, useDocumentInfo, useForm, useFormFields } from '@payloadcms/ui'
import { type ComponentProps, useId, useState } from 'react'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import '../ConnectWebhook/index.css'

/** On the page of a mail channel: which mail server sends, and how it is given another one. */
export const ConnectMail = () => {
  const { id } = useDocumentInfo()
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  const { may } = usePanel()
  if (id === undefined) return <p>Save this channel first; then its mail server can be given.</p>
  return <Server channel={id} isAllowed={may('channels.connect', tenant)} />
}

type Args = { channel: string | number; isAllowed: boolean }

const Server = ({ channel, isAllowed }: Args) => {
  const { post } = useApi()
  const { slugs } = usePanel()
  const { dispatchFields } = useForm()
  const server = useFormFields(([fields]) => {
    const value = fields?.['email.server']?.value
    return typeof value === 'string' ? value : ''
  })
  const [isChanging, setChanging] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const [told, setTold] = useState('')
  const [host, setHost] = useState('')
  const [port, setPort] = useState('587')
  const [user, setUser] = useState('')
  const [password, setPassword] = useState('')

  const connect = async (body: Record<string, unknown>) => {
    setBusy(true)
    setProblem(undefined)
    setTold('')
    const path = `/${slugs.channels}/${encodeURIComponent(String(channel))}/connect-mail`
    const answered = await post<{ server: string | null }>(path, body)
    setBusy(false)
    if ('problem' in answered) return setProblem(answered.problem)
    const value = answered.answer.server
    dispatchFields({ type: 'UPDATE', path: 'email.server', value, initialValue: value })
    setPassword('')
    setChanging(false)
    setTold(value ? 'The mail server answered, and is used from now on.' : 'Saved.')
  }

  return (
    <section className="postyard-receiver" aria-label="Mail server">
      <p>
        {server === '' ? (
          'The mail server of this installation sends, where it has one.'
        ) : (
          <>
            Sends by <strong>{server}</strong>.
          </>
        )}
      </p>
      {isAllowed && isChanging ? (
        <div className="postyard-receiver__form">
          <Labelled
            label="Mail server"
            hint="Its name: smtp.example.com"
            value={host}
            onChange={(event) => setHost(event.target.value)}
          />
          <Labelled
            label="Port"
            hint="587, or 465"
            inputMode="numeric"
            value={port}
            onChange={(event) => setPort(event.target.value)}
          />
          <Labelled
            label="Name"
            hint="Left empty where the server wants none."
            autoComplete="off"
            value={user}
            onChange={(event) => setUser(event.target.value)}
          />
          <Labelled
            label="Password"
            hint="It is kept encrypted and never shown again."
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <div className="postyard-receiver__buttons">
            <Button
              buttonStyle="primary"
              disabled={isBusy || host.trim() === '' || !/^\d{1,5}$/.test(port)}
              extraButtonProps={{ 'aria-busy': isBusy, 'data-action': 'connect-mail' }}
              margin={false}
              onClick={() =>
                void connect({
                  server: {
                    host: host.trim(),
                    port: Number(port),
                    ...(user === '' ? {} : { user, password }),
                  },
                })
              }
              type="button"
            >
              Try it, and use it
            </Button>
            <Button
              buttonStyle="secondary"
              disabled={isBusy}
              margin={false}
              onClick={() => setChanging(false)}
              type="button"
            >
              Keep it as it is
            </Button>
          </div>
        </div>
      ) : null}
      {isAllowed && !isChanging ? (
        <div className="postyard-receiver__buttons">
          <Button
            buttonStyle="secondary"
            disabled={isBusy}
            margin={false}
            onClick={() => setChanging(true)}
            type="button"
          >
            {server === '' ? 'Give it a mail server of its own' : 'Another mail server'}
          </Button>
          {server === '' ? null : (
            <Button
              buttonStyle="secondary"
              disabled={isBusy}
              margin={false}
              onClick={() => void connect({})}
              type="button"
            >
              Use the installation’s
            </Button>
          )}
        </div>
      ) : null}
      {problem ? (
        <p className="postyard-receiver__problem" role="alert">
          {problem.detail}
        </p>
      ) : null}
      <p role="status">{told}</p>
    </section>
  )
}

const Labelled = ({
  label,
  hint,
  ...input
}: ComponentProps<'input'> & Record<'label' | 'hint', string>) => {
  const id = useId()
  return (
    <div className="field-type text">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input id={id} type="text" spellCheck={false} aria-describedby={`${id}-hint`} {...input} />
      <p className="field-description" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  )
}
