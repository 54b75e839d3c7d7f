'use client'

import { Button, useDocumentInfo, useForm, useFormFields } from '@payloadcms/ui'
import { useRef, useState } from 'react'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { useZone } from '../../time/useZone.ts'
import type { Offer } from '../groupChoice.ts'
import { type Counts, tellCounts } from '../tellCounts.ts'
import { BudgetLine } from './BudgetLine.tsx'
import { ConnectForm, type Entered } from './ConnectForm.tsx'
import { StatusLine } from './StatusLine.tsx'
import './index.css'

type Connected = Counts & { baseUrl: string; groupName: string | null }

type Busy = 'try' | 'connect' | 'import'

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** On a tenant's page: connects it to Postiz, and brings its channels in line. The key goes in and never comes back. */
export const ConnectPostiz = () => {
  const { id } = useDocumentInfo()
  const { may } = usePanel()
  if (id === undefined) {
    return (
      <p className="postyard-connect">
        Save this client first; then it can be connected to its Postiz account here.
      </p>
    )
  }
  return <Connection tenant={id} isAllowed={may('channels.connect', id)} />
}

const Connection = ({ tenant, isAllowed }: { tenant: string | number; isAllowed: boolean }) => {
  const api = useApi()
  const { slugs } = usePanel()
  const zone = useZone(tenant)
  const { dispatchFields } = useForm()
  const baseUrl = useFormFields(([fields]) => textOf(fields?.['postiz.baseUrl']?.value))
  const groupId = useFormFields(([fields]) => textOf(fields?.['postiz.groupId']?.value))
  const groupName = useFormFields(([fields]) => textOf(fields?.['postiz.groupName']?.value))
  const connectedAt = useFormFields(([fields]) => textOf(fields?.['postiz.connectedAt']?.value))
  const [isChanging, setChanging] = useState(false)
  const [busy, setBusy] = useState<Busy>()
  const [problem, setProblem] = useState<Problem>()
  const [told, setTold] = useState('')
  const [version, setVersion] = useState(0)
  const section = useRef<HTMLElement>(null)

  const show = (values: Record<string, string | null>) => {
    for (const [name, value] of Object.entries(values)) {
      dispatchFields({ type: 'UPDATE', path: `postiz.${name}`, value, initialValue: value })
    }
  }
  const begin = (what: Busy) => {
    setBusy(what)
    setProblem(undefined)
    setTold('')
  }

  /** Back to where the keyboard is not lost, once the form is gone. */
  const close = () => {
    setChanging(false)
    section.current?.focus()
  }

  const below = `/${slugs.tenants}/${encodeURIComponent(String(tenant))}`

  const tryThem = async (entered: Pick<Entered, 'baseUrl' | 'apiKey'>) => {
    begin('try')
    const answered = await api.post<Offer>(`${below}/postiz-groups`, entered)
    setBusy((now) => (now === 'try' ? undefined : now))
    if ('answer' in answered) return answered.answer
    setProblem(answered.problem)
    return undefined
  }

  const connect = async (entered: Entered): Promise<boolean> => {
    begin('connect')
    const answered = await api.post<Connected>(`${below}/connect-postiz`, {
      baseUrl: entered.baseUrl,
      apiKey: entered.apiKey,
      ...(entered.groupId ? { groupId: entered.groupId } : {}),
    })
    setBusy(undefined)
    if ('problem' in answered) {
      setProblem(answered.problem)
      return false
    }
    setTold(`Connected. ${tellCounts(answered.answer)}`)
    close()
    setVersion(version + 1)
    show({
      baseUrl: answered.answer.baseUrl,
      groupId: entered.groupId || null,
      groupName: answered.answer.groupName,
      connectedAt: new Date().toISOString(),
    })
    return true
  }

  const importChannels = async () => {
    begin('import')
    const answered = await api.post<Counts>(`/${slugs.channels}/sync`, { tenant })
    setBusy(undefined)
    setVersion(version + 1)
    if ('problem' in answered) setProblem(answered.problem)
    else setTold(tellCounts(answered.answer))
  }

  const isConnected = connectedAt !== ''
  return (
    <section
      ref={section}
      className="postyard-connect"
      aria-label="Connection to Postiz"
      tabIndex={-1}
    >
      <p className="postyard-connect__now">
        {isConnected ? (
          <>
            Connected to <strong>{baseUrl}</strong>
            {groupId ? ` for the customer group ${groupName || groupId}` : ''} since{' '}
            <Moment at={connectedAt} zone={zone} withDistance={false} />.
          </>
        ) : (
          'Not connected. Posts for channels of Postiz are held until it is.'
        )}
      </p>
      {isConnected ? (
        <StatusLine tenant={tenant} zone={zone} version={version} isAllowed={isAllowed} />
      ) : null}
      {isConnected ? <BudgetLine tenant={tenant} zone={zone} /> : null}
      {isAllowed && isConnected && !isChanging ? (
        <div className="postyard-connect__buttons">
          <Button
            buttonStyle="primary"
            disabled={busy !== undefined}
            extraButtonProps={{ 'aria-busy': busy === 'import', 'data-action': 'import-channels' }}
            margin={false}
            onClick={() => void importChannels()}
            type="button"
          >
            Import channels
          </Button>
          <Button
            buttonStyle="secondary"
            disabled={busy !== undefined}
            margin={false}
            onClick={() => {
              setProblem(undefined)
              setTold('')
              setChanging(true)
            }}
            type="button"
          >
            Change connection
          </Button>
        </div>
      ) : null}
      {isAllowed && (!isConnected || isChanging) ? (
        <ConnectForm
          baseUrl={baseUrl}
          groupId={groupId}
          isBusy={busy === 'connect'}
          problem={problem}
          onTry={tryThem}
          onConnect={connect}
          onLeave={
            isConnected
              ? () => {
                  setProblem(undefined)
                  close()
                }
              : undefined
          }
        />
      ) : null}
      {problem ? (
        <p className="postyard-connect__problem" role="alert">
          {problem.detail}
        </p>
      ) : null}
      <p className="postyard-connect__told" role="status">
        {busy === 'try' || busy === 'connect' ? 'Trying the address and the key …' : null}
        {busy === 'import' ? 'Asking Postiz for its channels …' : null}
        {told}
      </p>
    </section>
  )
}
