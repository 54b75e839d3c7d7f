'use client'

import { Button, useDocumentInfo, useForm, useFormFields } from '@payloadcms/ui'
import { useRef, useState } from 'react'
import type { PushCheck } from '../../../assist/operations/checkPush.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { StateMark } from '../../states/StateMark/index.tsx'
import { AccountForm } from './AccountForm.tsx'
import { PhonesNote } from './PhonesNote.tsx'
import type { ServiceAccount } from './readAccount.ts'
import '../../connect/ConnectPostiz/index.css'

type Busy = 'check' | 'connect' | 'leave'

const looks: Record<PushCheck['state'], { state: string; word: string }> = {
  works: { state: 'ok', word: 'Push works' },
  refused: { state: 'refused', word: 'Google refuses' },
  no_answer: { state: 'unknown', word: 'Google did not answer' },
  none: { state: 'disabled', word: 'No push' },
}

/** On a client's page: with which Firebase project its people are pushed. The key goes in and never comes back. */
export const ConnectPush = () => {
  const { id } = useDocumentInfo()
  const { may } = usePanel()
  if (id === undefined) {
    return <p className="postyard-connect">Save this client first; then push is set up here.</p>
  }
  return <Connection tenant={id} isAllowed={may('channels.connect', id)} />
}

const Connection = ({ tenant, isAllowed }: { tenant: string | number; isAllowed: boolean }) => {
  const api = useApi()
  const { slugs } = usePanel()
  const { dispatchFields } = useForm()
  const own = useFormFields(([fields]) => {
    const value = fields?.['push.projectId']?.value
    return typeof value === 'string' ? value : ''
  })
  const [isChanging, setChanging] = useState(false)
  const [busy, setBusy] = useState<Busy>()
  const [problem, setProblem] = useState('')
  const [told, setTold] = useState('')
  const [check, setCheck] = useState<PushCheck>()
  const [version, setVersion] = useState(0)
  const section = useRef<HTMLElement>(null)
  const below = `/${slugs.tenants}/${encodeURIComponent(String(tenant))}`

  const begin = (what: Busy) => {
    setBusy(what)
    setProblem('')
    setTold('')
    setCheck(undefined)
  }
  const connect = async (serviceAccount?: ServiceAccount): Promise<boolean> => {
    begin(serviceAccount ? 'connect' : 'leave')
    const answered = await api.post<{ projectId: string | null }>(
      `${below}/connect-push`,
      serviceAccount ? { serviceAccount } : {},
    )
    setBusy(undefined)
    if ('problem' in answered) {
      setProblem(answered.problem.detail)
      return false
    }
    const { projectId: value } = answered.answer
    dispatchFields({ type: 'UPDATE', path: 'push.projectId', value, initialValue: value })
    setTold(
      value
        ? `Connected to ${value}. Phones use it from the next time their app is opened.`
        : 'Taken away. What this installation has is used for all.',
    )
    setChanging(false)
    setVersion(version + 1)
    section.current?.focus()
    return true
  }
  const tryIt = async () => {
    begin('check')
    const answered = await api.ask<PushCheck>(`${below}/check-push`, {})
    setBusy(undefined)
    if ('problem' in answered) setProblem(answered.problem.detail)
    else setCheck(answered.answer)
  }
  return (
    <section ref={section} className="postyard-connect" aria-label="Push to phones" tabIndex={-1}>
      <p>
        {own ? (
          <>
            Its people are pushed with its own Firebase project <strong>{own}</strong>.
          </>
        ) : (
          'Its people are pushed with the Firebase project of this installation. A project of its own is needed only where the client has an app of its own.'
        )}
      </p>
      <PhonesNote key={version} tenant={tenant} own={own} />
      {isAllowed && !isChanging ? (
        <div className="postyard-connect__buttons">
          <Button
            buttonStyle="secondary"
            disabled={busy !== undefined}
            extraButtonProps={{ 'aria-busy': busy === 'check', 'data-action': 'check-push' }}
            margin={false}
            onClick={() => void tryIt()}
            type="button"
          >
            Test
          </Button>
          <Button
            buttonStyle="secondary"
            disabled={busy !== undefined}
            extraButtonProps={{ 'data-action': 'change-push' }}
            margin={false}
            onClick={() => {
              setProblem('')
              setTold('')
              setCheck(undefined)
              setChanging(true)
            }}
            type="button"
          >
            {own ? 'Change project' : 'Connect its own project'}
          </Button>
          {own ? (
            <Button
              buttonStyle="secondary"
              disabled={busy !== undefined}
              extraButtonProps={{ 'aria-busy': busy === 'leave', 'data-action': 'leave-push' }}
              margin={false}
              onClick={() => void connect()}
              type="button"
            >
              Use that of the installation
            </Button>
          ) : null}
        </div>
      ) : null}
      {isAllowed && isChanging ? (
        <AccountForm
          isBusy={busy === 'connect'}
          onConnect={connect}
          onLeave={() => {
            setProblem('')
            setChanging(false)
            section.current?.focus()
          }}
        />
      ) : null}
      {problem ? (
        <p className="postyard-connect__problem" role="alert">
          {problem}
        </p>
      ) : null}
      <p className="postyard-connect__told" role="status">
        {busy === 'check' || busy === 'connect' ? 'Asking Google …' : told}
        {check ? (
          <>
            <StateMark {...looks[check.state]} /> {check.message}
          </>
        ) : null}
      </p>
    </section>
  )
}
