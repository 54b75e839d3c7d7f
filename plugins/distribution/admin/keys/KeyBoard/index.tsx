'use client'

import { Button } from '@payloadcms/ui'
import { useRef, useState } from 'react'
import type { KeyAnswer } from '../../../keys/keyAnswer.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { SaidAloud } from '../../live/SaidAloud.tsx'
import { TenantChoice } from '../../page/TenantChoice/index.tsx'
import { useZone } from '../../time/useZone.ts'
import { KeyForm, type Wish } from './KeyForm.tsx'
import { KeyTable } from './KeyTable.tsx'
import { NewKey } from './NewKey.tsx'
import './index.css'

type Made = KeyAnswer & { key: string }

type Args = {
  tenants: { id: string; name: string }[]
  /** The client whose keys are shown; undefined where none is chosen yet. */
  tenant: string | undefined
  first: KeyAnswer[]
  scopes: readonly string[]
}

/** The keys of a client: a new one, shown once, those that work, and those that have ended. */
export const KeyBoard = ({ tenants, tenant, first, scopes }: Args) => (
  <>
    <TenantChoice tenants={tenants} tenant={tenant} />
    {tenant ? (
      <Keys tenant={tenant} first={first} scopes={scopes} />
    ) : (
      <p className="postyard-keys__aside">
        A key belongs to one client. Choose the one whose keys you want to see.
      </p>
    )}
  </>
)

type KeysArgs = { tenant: string; first: KeyAnswer[]; scopes: readonly string[] }

const Keys = ({ tenant, first, scopes }: KeysArgs) => {
  const { get, ask, post } = useApi()
  const zone = useZone(tenant)
  const [keys, setKeys] = useState(first)
  const [isMaking, setMaking] = useState(first.length === 0)
  const [isBusy, setBusy] = useState(false)
  const [made, setMade] = useState<Made>()
  const [problem, setProblem] = useState<Problem>()
  const [said, setSaid] = useState('')
  const heading = useRef<HTMLHeadingElement>(null)

  const look = async () => {
    const answered = await get<{ keys: KeyAnswer[] }>(`/keys?tenant=${encodeURIComponent(tenant)}`)
    if ('answer' in answered) setKeys(answered.answer.keys)
    else setProblem(answered.problem)
  }
  const make = async (wish: Wish) => {
    setBusy(true)
    setProblem(undefined)
    const answered = await ask<Made>('/keys', { tenant, ...wish })
    setBusy(false)
    if ('answer' in answered) {
      setMade(answered.answer)
      setMaking(false)
      return look()
    }
    const { problem: why } = answered
    if (why.status !== 0) return setProblem(why)
    setProblem({
      ...why,
      detail:
        'The server did not answer. When you are back online, look at the list: revoke a key that you did not get to see, and make another.',
    })
  }
  const revoke = async (key: KeyAnswer) => {
    setProblem(undefined)
    const answered = await post<KeyAnswer>(`/keys/${encodeURIComponent(String(key.id))}/revoke`, {})
    if ('problem' in answered) return setProblem(answered.problem)
    if (made?.id === key.id) setMade(undefined)
    setSaid(`The key of ${key.name} is revoked.`)
    await look()
    heading.current?.focus()
  }

  return (
    <>
      <SaidAloud>{said}</SaidAloud>
      {made ? <NewKey made={made} zone={zone} onDone={() => setMade(undefined)} /> : null}
      {problem ? (
        <p className="postyard-keys__problem" role="alert">
          {problem.detail}
        </p>
      ) : null}
      {isMaking ? (
        <KeyForm
          scopes={scopes}
          isBusy={isBusy}
          onMake={make}
          onLeave={keys.length === 0 ? undefined : () => setMaking(false)}
        />
      ) : (
        <div>
          <Button
            buttonStyle="primary"
            margin={false}
            type="button"
            extraButtonProps={{ 'data-action': 'new-key' }}
            onClick={() => {
              setMade(undefined)
              setMaking(true)
            }}
          >
            New key
          </Button>
        </div>
      )}
      <section aria-labelledby="postyard-keys-heading">
        <h2 id="postyard-keys-heading" ref={heading} tabIndex={-1}>
          Keys
        </h2>
        <KeyTable keys={keys} zone={zone} onRevoke={revoke} />
      </section>
    </>
  )
}
