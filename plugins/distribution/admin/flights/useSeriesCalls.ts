'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import type { FlightList } from '../../series/operations/listFlights.ts'
import { useApi } from '../calls/useApi.ts'

type One = { series: string | number; name: string }

type Flight = FlightList['flights'][number]

/** What became of a flight that was sent by hand, in a sentence. */
const tellFlown = (name: string, { state, title, reason }: Flight): string =>
  state === 'flying' || state === 'flown'
    ? `${title ?? 'An item'} of ${name} is on its way.`
    : `${name} did not take off: ${reason ?? 'its turn has not come.'}`

/** What people do with a series; each says what came of it. */
export const useSeriesCalls = (onDone: () => void) => {
  const { post } = useApi()
  const [isBusy, setBusy] = useState(false)
  const call = async <Answer>(
    { series }: Pick<One, 'series'>,
    path: string,
    tell: (answer: Answer) => string,
  ): Promise<boolean> => {
    setBusy(true)
    const below = `/distribution/series/${encodeURIComponent(String(series))}${path}`
    const answered = await post<Answer>(below, {})
    setBusy(false)
    if ('answer' in answered) toast.success(tell(answered.answer))
    else toast.error(answered.problem.detail)
    onDone()
    return 'answer' in answered
  }
  return {
    isBusy,
    pause: (one: One) => call(one, '/pause', () => `${one.name} is paused; nothing of it flies.`),
    resume: (one: One) =>
      call(one, '/resume', () => `${one.name} flies again from the next night on.`),
    sync: (one: One) =>
      call<{ count: number }>(
        one,
        '/sync',
        ({ count }) => `The source of ${one.name} was looked at: it has ${count} items.`,
      ),
    fly: (one: One) => call<Flight>(one, '/fly', (flight) => tellFlown(one.name, flight)),
    returnItem: (one: One, item: string) =>
      call<{ title: string }>(
        one,
        `/items/${encodeURIComponent(item)}/return`,
        ({ title }) => `${title} flies when its turn comes.`,
      ),
  }
}
