'use client'

import { Button, useDocumentInfo, useForm, useFormFields } from '@payloadcms/ui'
import { useState } from 'react'
import type { WebhookForm } from '../../../model/channel.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { useZone } from '../../time/useZone.ts'
import { ReceiverForm, type Wanted } from './ReceiverForm.tsx'
import './index.css'

type Connected = {
  host: string
  headerNames: string[]
  body: WebhookForm
  isOneWay: boolean
  secretSince: string | null
  oldSecretUntil: string | null
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** On the page of a webhook channel: where it sends to, with what secret, and whether the receiver answers. */
export const ConnectWebhook = () => {
  const { id } = useDocumentInfo()
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  const { may } = usePanel()
  if (id === undefined) {
    return <p>Save this channel first; then its receiver can be given here.</p>
  }
  return <Receiver channel={id} tenant={tenant} isAllowed={may('channels.connect', tenant)} />
}

type Args = { channel: string | number; tenant: unknown; isAllowed: boolean }

const Receiver = ({ channel, tenant, isAllowed }: Args) => {
  const { post, ask } = useApi()
  const { slugs } = usePanel()
  const { dispatchFields } = useForm()
  const host = useFormFields(([fields]) => textOf(fields?.['webhook.host']?.value))
  const isFlat = useFormFields(([fields]) => fields?.['webhook.body']?.value === 'flat')
  const isOneWay = useFormFields(([fields]) => fields?.['webhook.isOneWay']?.value === true)
  const since = useFormFields(([fields]) => textOf(fields?.['webhook.secretSince']?.value))
  const until = useFormFields(([fields]) => textOf(fields?.['webhook.oldSecretUntil']?.value))
  const zone = useZone(tenant)
  const [isChanging, setChanging] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const [told, setTold] = useState('')
  const below = `/${slugs.channels}/${encodeURIComponent(String(channel))}`

  const begin = () => {
    setBusy(true)
    setProblem(undefined)
    setTold('')
  }
  const connect = async (wanted: Wanted) => {
    begin()
    const answered = await post<Connected>(`${below}/connect-webhook`, wanted)
    setBusy(false)
    if ('problem' in answered) return setProblem(answered.problem)
    const { headerNames: _, ...shown } = answered.answer
    for (const [name, value] of Object.entries({ ...shown })) {
      dispatchFields({ type: 'UPDATE', path: `webhook.${name}`, value, initialValue: value })
    }
    setChanging(false)
    setTold('Saved. Test it, to see whether the receiver answers.')
  }
  const test = async () => {
    begin()
    const answered = await ask<{ message: string; milliseconds: number }>(
      `${below}/test-webhook`,
      {},
    )
    setBusy(false)
    if ('problem' in answered) return setProblem(answered.problem)
    setTold(`${answered.answer.message} It took ${answered.answer.milliseconds} ms.`)
  }

  return (
    <section className="postyard-receiver" aria-label="Receiver">
      {host === '' ? (
        <p>Nothing is sent yet: this channel has no address.</p>
      ) : (
        <p>
          Sends to <strong>{host}</strong>
          {isFlat ? ', each post as one flat object' : ''}.
          {since ? (
            <>
              {' '}
              Its secret is in use since <Moment at={since} zone={zone} />
              {until && new Date(until) > new Date() ? (
                <>
                  ; the one before it signs too until <Moment at={until} zone={zone} />
                </>
              ) : null}
              .
            </>
          ) : null}
        </p>
      )}
      {isAllowed && (isChanging || host === '') ? (
        <ReceiverForm
          isNew={host === ''}
          body={isFlat ? 'flat' : 'signed'}
          isOneWay={isOneWay}
          isBusy={isBusy}
          wrong={problem?.errors[0]?.path}
          onConnect={connect}
          onLeave={() => setChanging(false)}
        />
      ) : null}
      {isAllowed && host !== '' && !isChanging ? (
        <div className="postyard-receiver__buttons">
          <Button
            buttonStyle="primary"
            disabled={isBusy}
            extraButtonProps={{ 'aria-busy': isBusy, 'data-action': 'test-webhook' }}
            margin={false}
            onClick={() => void test()}
            type="button"
          >
            Test
          </Button>
          <Button
            buttonStyle="secondary"
            disabled={isBusy}
            margin={false}
            onClick={() => setChanging(true)}
            type="button"
          >
            Change
          </Button>
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
