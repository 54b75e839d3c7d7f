'use client'

import { flightEvents, seriesEvents } from '../../../model/eventTypes.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { useEventStream } from '../../live/useEventStream.ts'

const heard = [
  'distribution.flight_plan.made',
  ...flightEvents.map((what) => `distribution.flight.${what}`),
  ...seriesEvents.map((what) => `distribution.series.${what}`),
]

type Args = { tenant: string; onHeard: () => void }

/** Tells when something becomes of a client's flights or series, as it happens; for those who may read events. */
export const HearFlights = ({ tenant, onHeard }: Args) => {
  const { slugs } = usePanel()
  useEventStream({
    path: `/${slugs.events}/stream?tenant=${encodeURIComponent(tenant)}&types=${encodeURIComponent(heard.join(','))}`,
    types: heard,
    onBegin: onHeard,
    onEvent: onHeard,
  })
  return null
}
