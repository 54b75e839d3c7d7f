'use client'

import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import type { SubscribersAnswer } from '../../../events/operations/listSubscribers.ts'
import type { SubscriberAnswer } from '../../../events/subscribers/subscriberAnswer.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { usePolling } from '../../live/usePolling.ts'
import { useZone } from '../../time/useZone.ts'
import { type Made, NewSecret } from './NewSecret.tsx'
import { SubscriberCard } from './SubscriberCard.tsx'
import { SubscriberForm, type Wish } from './SubscriberForm.tsx'
import './index.css'

type Args = { tenant: string; first: SubscriberAnswer[] }

const everyMs = 5_000

/** The programs of a client that are sent events: a new one, its secret once, and how each of them is. */
export const SubscriberBoard = ({ tenant, first }: Args) => {
  const { get, ask } = useApi()
  const zone = useZone(tenant)
  const [all, setAll] = useState(first)
  const [isMaking, setMaking] = useState(first.length === 0)
  const [isBusy, setBusy] = useState(false)
  const [made, setMade] = useState<Made>()
  const [problem, setProblem] = useState<Problem>()
  const { lostSince, lookNow } = usePolling({
    look: async (signal) => {
      const path = `/event-subscribers?tenant=${encodeURIComponent(tenant)}`
      const answered = await get<SubscribersAnswer>(path, signal)
      if ('problem' in answered) return null
      setAll(answered.answer.subscribers)
      return everyMs
    },
  })

  const make = async (wish: Wish) => {
    setBusy(true)
    setProblem(undefined)
    const answered = await ask<SubscriberAnswer & { secret: string }>('/event-subscribers', {
      tenant,
      ...wish,
    })
    setBusy(false)
    lookNow()
    if ('problem' in answered) return setProblem(answered.problem)
    setMade({ name: answered.answer.name, secret: answered.answer.secret, isReplaced: false })
    setMaking(false)
  }

  return (
    <>
      <LostTouch since={lostSince} />
      {made ? <NewSecret made={made} onDone={() => setMade(undefined)} /> : null}
      {isMaking ? (
        <SubscriberForm
          isBusy={isBusy}
          problem={problem}
          onSave={(wish) => void make(wish)}
          onLeave={all.length === 0 ? undefined : () => setMaking(false)}
        />
      ) : (
        <div>
          <Button
            buttonStyle="primary"
            margin={false}
            type="button"
            extraButtonProps={{ 'data-action': 'new-subscriber' }}
            onClick={() => {
              setMade(undefined)
              setMaking(true)
            }}
          >
            New program
          </Button>
        </div>
      )}
      {all.length === 0 ? (
        <p className="postyard-subscribers__aside">
          No program is told yet. Each that is will stand here, with what it took last and what it
          refused.
        </p>
      ) : (
        <ul className="postyard-subscribers__list">
          {all.map((one) => (
            <SubscriberCard
              key={String(one.id)}
              of={one}
              zone={zone}
              onSecret={setMade}
              onChanged={lookNow}
            />
          ))}
        </ul>
      )}
    </>
  )
}
