'use client'

import { Button, useDocumentInfo, useForm, useFormFields } from '@payloadcms/ui'
import { useState } from 'react'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import { useZone } from '../../time/useZone.ts'
import { type Counts, tellCounts } from '../tellCounts.ts'
import { ConnectForm, type Entered } from './ConnectForm.tsx'
import './index.css'

type Connected = Counts & { baseUrl: string }

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
  const connectedAt = useFormFields(([fields]) => textOf(fields?.['postiz.connectedAt']?.value))
  const [isChanging, setChanging] = useState(false)
  const [busy, setBusy] = useState<'connect' | 'import'>()
  const [problem, setProblem] = useState<Problem>()
  const [told, setTold] = useState('')

  const show = (values: Record<string, string | null>) => {
    for (const [name, value] of Object.entries(values)) {
      dispatchFields({ type: 'UPDATE', path: `postiz.${name}`, value, initialValue: value })
    }
  }
  const begin = (what: 'connect' | 'import') => {
    setBusy(what)
    setProblem(undefined)
    setTold('')
  }

  const connect = async (entered: Entered): Promise<boolean> => {
    begin('connect')
    const path = `/${slugs.tenants}/${encodeURIComponent(String(tenant))}/connect-postiz`
    const answered = await api.post<Connected>(path, {
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
    setChanging(false)
    show({
      baseUrl: answered.answer.baseUrl,
      groupId: entered.groupId || null,
      connectedAt: new Date().toISOString(),
    })
    return true
  }

  const importChannels = async () => {
    begin('import')
    const answered = await api.post<Counts>(`/${slugs.channels}/sync`, { tenant })
    setBusy(undefined)
    if ('problem' in answered) setProblem(answered.problem)
    else setTold(tellCounts(answered.answer))
  }

  const isConnected = connectedAt !== ''
  return (
    <section className="postyard-connect" aria-label="Connection to Postiz">
      <p className="postyard-connect__now">
        {isConnected ? (
          <>
            Connected to <strong>{baseUrl}</strong>
            {groupId ? ` for the customer group ${groupId}` : ''} since{' '}
            <Moment at={connectedAt} zone={zone} withDistance={false} />.
          </>
        ) : (
          'Not connected. Posts for channels of Postiz are held until it is.'
        )}
      </p>
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
            onClick={() => setChanging(true)}
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
          onConnect={connect}
          onLeave={isConnected ? () => setChanging(false) : undefined}
        />
      ) : null}
      {problem ? (
        <p className="postyard-connect__problem" role="alert">
          {problem.detail}
        </p>
      ) : null}
      <p className="postyard-connect__told" role="status">
        {busy === 'connect' ? 'Trying the address and the key …' : null}
        {busy === 'import' ? 'Asking Postiz for its channels …' : null}
        {told}
      </p>
    </section>
  )
}
