'use client'

import { useState } from 'react'
import type { NetworkFigures } from '../../../distribute/network/operations/analytics.ts'
import type { NetworkStatus } from '../../../distribute/network/operations/status.ts'
import { tellLength } from '../../../plan/spread/tellLength.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePolling } from '../../live/usePolling.ts'
import { formatDuration } from '../../time/formatDuration.ts'
import { HourBars } from '../HourBars/index.tsx'

const share = (part: number | null): string => (part === null ? '–' : `${Math.round(part * 100)} %`)
const span = (ms: number | null): string => (ms === null ? '–' : tellLength(Math.round(ms)))
const late = (ms: number | null): string => (ms === null ? '–' : formatDuration(Math.max(0, ms)))

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
  const { peak, gaps, lateness } = figures
  const rows: [string, string, string][] = [
    ['In peak hours', share(peak.plannedShare), share(peak.happenedShare)],
    ['Shortest gap', span(gaps.planned.shortestMs), span(gaps.happened.shortestMs)],
    ['Mean gap', span(gaps.planned.meanMs), span(gaps.happened.meanMs)],
    ['Longest gap', span(gaps.planned.longestMs), span(gaps.happened.longestMs)],
    ['Gaps below the least', String(gaps.planned.belowLeast), String(gaps.happened.belowLeast)],
  ]
  const assessment = status.network?.assessment
  return (
    <section className="postyard-network__happened" aria-label="Planned against happened">
      <div>
        <h2>Planned against happened</h2>
        <table className="postyard-network__compare">
          <thead>
            <tr>
              <th scope="col" />
              <th scope="col">Planned</th>
              <th scope="col">Happened</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, planned, happened]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{planned}</td>
                <td>{happened}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          On time: {share(figures.onTimeRate)}. Success: {share(figures.successRate)}. Late by{' '}
          {late(lateness.p50Ms)} as a rule, {late(lateness.mostMs)} at most.
        </p>
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
