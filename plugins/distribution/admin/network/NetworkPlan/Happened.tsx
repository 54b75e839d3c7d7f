'use client'

import { useState } from 'react'
import type { NetworkFigures } from '../../../distribute/network/operations/analytics.ts'
import type { NetworkStatus } from '../../../distribute/network/operations/status.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePolling } from '../../live/usePolling.ts'
import { Compared } from '../Compared/index.tsx'
import { HourBars } from '../HourBars/index.tsx'

/** What was planned beside what happened, and what failed and why. */
export const Happened = ({ plan, status }: { plan: string; status: NetworkStatus }) => {
  const { get } = useApi()
  const [figures, setFigures] = useState<NetworkFigures>()
  usePolling({
    look: async (signal) => {
      const path = `/distribution/analytics?plan=${encodeURIComponent(plan)}`
      const answered = await get<NetworkFigures>(path, signal)
      if ('answer' in answered) setFigures(answered.answer)
      return 'answer' in answered ? 30_000 : null
    },
  })
  if (!figures) return null
  const assessment = status.network?.assessment
  return (
    <section className="postyard-network__happened" aria-label="Planned against happened">
      <div>
        <h2>Planned against happened</h2>
        <Compared figures={figures} />
      </div>
      <div>
        <h2>By the hour there</h2>
        <HourBars hours={figures.byHour} />
      </div>
      {assessment ? (
        <div>
          <h2>Risk at the start: {assessment.score} of 100</h2>
          <ul>
            {assessment.reasons.map(({ code, message, points }) => (
              <li key={code}>
                {message} ({points})
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  )
}
