'use client'

import { useRef, useState } from 'react'
import type { PlanAlerts } from '../../distribute/network/operations/alerts.ts'
import type { NetworkStatus } from '../../distribute/network/operations/status.ts'
import type { Answered } from '../calls/callApi.ts'
import type { Problem } from '../calls/problem.ts'
import { useApi } from '../calls/useApi.ts'
import { useEventStream } from '../live/useEventStream.ts'
import { usePolling } from '../live/usePolling.ts'
import { movesTimes, type Progress, planEvents, withEvent } from './followPlan.ts'
import { useBatches } from './useBatches.ts'

/** How often the whole is looked at besides what the stream says, in milliseconds. */
const paceMs = 10_000

/** A plan as it is now: what the stream says is shown at once, and now and then the whole is read again. */
export const usePlan = (id: string, first: NetworkStatus | undefined) => {
  const { get } = useApi()
  const [status, setStatus] = useState(first)
  const [alerts, setAlerts] = useState<PlanAlerts>()
  const [deliveries, setDeliveries] = useState<Progress[]>()
  const [problem, setProblem] = useState<Problem>()
  const isStale = useRef(true)
  // What was heard while all is read is newer than some of what is read.
  const heard = useRef<unknown[]>(undefined)
  const path = `/distribution/${encodeURIComponent(id)}` as const

  const readAll = async (signal: AbortSignal): Promise<Problem | undefined> => {
    const all: Progress[] = []
    const meanwhile: unknown[] = []
    heard.current = meanwhile
    let cursor: string | null = null
    do {
      const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
      const answered: Answered<{ deliveries: Progress[]; next: string | null }> = await get(
        `${path}/progress?limit=100${query}`,
        signal,
      )
      if ('problem' in answered) return answered.problem
      all.push(...answered.answer.deliveries)
      cursor = answered.answer.next
    } while (cursor !== null)
    setDeliveries(meanwhile.reduce<Progress[]>(withEvent, all))
    return undefined
  }

  const read = async (signal: AbortSignal): Promise<Problem | undefined> => {
    const standing = await get<NetworkStatus>(`${path}/status`, signal)
    if ('problem' in standing) return standing.problem
    setStatus(standing.answer)
    const told = await get<PlanAlerts>(`${path}/alerts`, signal)
    if ('problem' in told) return told.problem
    setAlerts(told.answer)
    // While nothing is heard, every look reads all.
    if (!isStale.current && stream.lostSince === null) return undefined
    isStale.current = false
    const refused = await readAll(signal)
    heard.current = undefined
    if (refused) isStale.current = true
    return refused
  }

  const polling = usePolling({
    look: async (signal) => {
      const refused = await read(signal)
      const isLost = refused !== undefined && (refused.status === 0 || refused.status >= 500)
      setProblem(isLost ? undefined : refused)
      return isLost ? null : paceMs
    },
  })
  const lookAgain = () => {
    isStale.current = true
    polling.lookNow()
  }
  const hear = useBatches((said: unknown[]) => {
    heard.current?.push(...said)
    setDeliveries((before) => before && said.reduce<Progress[]>(withEvent, before))
    if (said.some(movesTimes)) isStale.current = true
    polling.lookNow()
  })
  const stream = useEventStream({
    path: `${path}/events`,
    types: planEvents,
    onBegin: lookAgain,
    onEvent: hear,
  })
  return { status, alerts, deliveries, problem, lookAgain, lostSince: polling.lostSince }
}
