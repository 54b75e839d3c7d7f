'use client'

import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import type { DeadLetter } from '../../../distribute/deadLetter.ts'
import type { DeadLettersAnswer } from '../../../distribute/operations/listDeadLetters.ts'
import type { RedriveAnswer } from '../../../distribute/operations/redriveDeadLetters.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { LostTouch } from '../../live/LostTouch/index.tsx'
import { formatMoment } from '../../time/formatMoment.ts'
import { useBrowserZone } from '../../time/useBrowserZone.ts'
import type { DeadChoice } from '../deadChoice.ts'
import { tellRedriven } from '../tellRedriven.ts'
import { type Choosing, ClientTable, isSafe } from './ClientTable.tsx'
import { Filters } from './Filters.tsx'
import { useDeadLetters } from './useDeadLetters.ts'
import './index.css'

type Args = { choice: DeadChoice; first?: DeadLettersAnswer }

/** The most that one request tries again. */
const most = 1_000

/** What failed or expired, client by client, and the ways to try it again: one, some or all that is shown. */
export const DeadLettersBoard = ({ choice, first }: Args) => {
  const { post } = useApi()
  const { tenantOf, may } = usePanel()
  const browserZone = useBrowserZone()
  const { letters, hasMore, problem, lostSince, lookNow, readOn } = useDeadLetters(choice, first)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [refusals, setRefusals] = useState<ReadonlyMap<string, string>>(new Map())
  const [isBusy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const shown = letters ?? []
  const picked = shown.filter(({ id }) => chosen.has(String(id)))
  const open = shown.filter((letter) => isSafe(letter) && may('plans.write', letter.tenant))

  const choosing: Choosing = {
    chosen,
    refusals,
    isBusy,
    onChoose: (some, isChosen) => {
      const ids = some.map(({ id }) => String(id))
      setChosen(
        isChosen
          ? new Set([...chosen, ...ids])
          : new Set([...chosen].filter((id) => !ids.includes(id))),
      )
    },
    onRedrive: (some) => void redrive(some),
  }

  const redrive = async (some: DeadLetter[]) => {
    setBusy(true)
    const deliveries = some.slice(0, most).map(({ id }) => id)
    const answered = await post<RedriveAnswer>('/distribution/dead-letters/redrive', { deliveries })
    setBusy(false)
    if ('problem' in answered) {
      setSaid(answered.problem.detail)
    } else {
      const { answer } = answered
      const now = new Date()
      const tellTime = (at: Date) => formatMoment({ at, zone: browserZone, now })
      setSaid(tellRedriven({ answer, now, tellTime }))
      const refused = answer.deliveries.filter(({ isRedriven }) => !isRedriven)
      setRefusals(new Map(refused.map(({ id, message }) => [String(id), message ?? ''])))
      setChosen(new Set())
    }
    lookNow()
  }

  return (
    <div className="postyard-dead">
      <LostTouch since={lostSince} />
      {problem ? <p role="alert">{problem.detail}</p> : null}
      <Filters choice={choice} letters={shown} />
      <p className="postyard-dead__said" role="status" hidden={said === ''}>
        {said}
      </p>
      {letters?.length === 0 ? <Nothing isNarrowed={Object.keys(choice).length > 0} /> : null}
      {open.length > 0 ? (
        <div className="postyard-dead__all">
          <Button
            disabled={isBusy || picked.length === 0}
            extraButtonProps={{ 'aria-busy': isBusy, 'data-action': 'redrive-chosen' }}
            margin={false}
            onClick={() => void redrive(picked)}
            type="button"
          >
            {picked.length === 0 ? 'Try the chosen again' : `Try ${picked.length} again`}
          </Button>
          <Button
            buttonStyle="secondary"
            disabled={isBusy}
            margin={false}
            onClick={() => choosing.onChoose(open, picked.length < open.length)}
            type="button"
          >
            {picked.length < open.length ? `Choose all ${open.length}` : 'Choose none'}
          </Button>
        </div>
      ) : null}
      {[...Map.groupBy(shown, ({ tenant }) => String(tenant))].map(([tenant, own]) => (
        <ClientTable
          key={tenant}
          client={tenantOf(tenant)?.name ?? 'A client'}
          zone={tenantOf(tenant)?.timezone ?? browserZone}
          letters={own}
          mayRedrive={may('plans.write', tenant)}
          {...choosing}
        />
      ))}
      {hasMore ? (
        <Button buttonStyle="secondary" margin={false} onClick={() => void readOn()} type="button">
          Show more
        </Button>
      ) : null}
    </div>
  )
}

const Nothing = ({ isNarrowed }: { isNarrowed: boolean }) => (
  <p className="postyard-dead__empty">
    {isNarrowed
      ? 'Nothing failed here. Choose another client, channel or cause to look further.'
      : 'Nothing has failed. When a post could not go out, or nobody answered in time, it stands here with the reason, and one click tries it again.'}
  </p>
)
