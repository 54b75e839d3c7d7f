'use client'

import { Button, toast, useDocumentInfo, useForm, useFormFields } from '@payloadcms/ui'
import { useState } from 'react'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { isWebAddress } from '../../cells/isWebAddress.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import './index.css'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What is wrong with a channel that Postiz cannot publish to, and the button that mends it. */
const remedies: Record<string, string> = {
  unauthorised:
    'Postiz has lost its access to this account, and does not tell when it has it again. Reconnect it there, come back and say so here: what waits goes out then.',
  disabled:
    'It is switched off in Postiz. Switch it on there, or connect the account anew; Postyard notices by itself.',
}

/** On the page of a channel that is disabled or has lost its access: why, and the way to the page that connects it anew. */
export const ReconnectChannel = () => {
  const { id } = useDocumentInfo()
  const state = useFormFields(([fields]) => textOf(fields?.state?.value))
  const kind = useFormFields(([fields]) => textOf(fields?.kind?.value))
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  const remedy = remedies[state]
  const { may } = usePanel()
  if (id === undefined || kind !== 'postiz' || !remedy) return null
  return (
    <section className="postyard-reconnect" aria-label="Reconnect the account">
      <p>{remedy}</p>
      <div className="postyard-reconnect__buttons">
        {may('channels.connect', tenant) ? <Reconnect channel={id} /> : null}
        {state === 'unauthorised' && may('channels.write', tenant) ? (
          <IsConnected channel={id} />
        ) : null}
      </div>
    </section>
  )
}

type RemedyProps = {
  name: string
  buttonStyle: 'primary' | 'secondary'
  isBusy: boolean
  problem: Problem | undefined
  press: () => Promise<void>
  children: string
}

/** A button that does one thing, and what was in its way. */
const Remedy = ({ name, buttonStyle, isBusy, problem, press, children }: RemedyProps) => (
  <>
    <Button
      buttonStyle={buttonStyle}
      disabled={isBusy}
      extraButtonProps={{ 'aria-busy': isBusy, 'data-action': name }}
      margin={false}
      onClick={() => void press()}
      type="button"
    >
      {children}
    </Button>
    {problem ? (
      <p className="postyard-reconnect__problem" role="alert">
        {problem.detail}
      </p>
    ) : null}
  </>
)

const Reconnect = ({ channel }: { channel: string | number }) => {
  const { post } = useApi()
  const { slugs } = usePanel()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()

  const reconnect = async () => {
    // Opened at once, since a browser refuses a window that comes long after the click.
    const opened = window.open('about:blank', '_blank')
    setBusy(true)
    setProblem(undefined)
    const path = `/${slugs.channels}/${encodeURIComponent(String(channel))}/reconnect-link`
    const answered = await post<{ url: string }>(path, {})
    setBusy(false)
    if ('problem' in answered || !isWebAddress(answered.answer.url)) {
      opened?.close()
      if ('problem' in answered) setProblem(answered.problem)
      return
    }
    if (opened) {
      opened.opener = null
      opened.location.replace(answered.answer.url)
    } else window.location.assign(answered.answer.url)
    toast.success('The page of Postiz is open. Log in to the account there.')
  }

  return (
    <Remedy
      name="reconnect"
      buttonStyle="primary"
      isBusy={isBusy}
      problem={problem}
      press={reconnect}
    >
      Reconnect
    </Remedy>
  )
}

/** Says that Postiz has its access again, which only a person can know: the channel is active from now on. */
const IsConnected = ({ channel }: { channel: string | number }) => {
  const { patch } = useApi()
  const { slugs } = usePanel()
  const { dispatchFields } = useForm()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()

  const tell = async () => {
    setBusy(true)
    setProblem(undefined)
    const path = `/${slugs.channels}/${encodeURIComponent(String(channel))}?depth=0`
    const answered = await patch(path, { state: 'active' })
    setBusy(false)
    if ('problem' in answered) return setProblem(answered.problem)
    for (const [name, value] of [
      ['state', 'active'],
      ['stateReason', null],
    ] as const) {
      dispatchFields({ type: 'UPDATE', path: name, value, initialValue: value })
    }
    toast.success('The channel is active again. What waited for it goes out now.')
  }

  return (
    <Remedy
      name="is-connected"
      buttonStyle="secondary"
      isBusy={isBusy}
      problem={problem}
      press={tell}
    >
      It is connected again
    </Remedy>
  )
}
