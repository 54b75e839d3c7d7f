'use client'

import { useId, useState } from 'react'
import type { NetworkFigures } from '../../../distribute/network/operations/analytics.ts'
import { useApi } from '../../calls/useApi.ts'
import { namePlatform } from '../../channels/nameChannel.ts'
import { usePolling } from '../../live/usePolling.ts'
import { Compared, tellShare } from '../Compared/index.tsx'
import { HourBars } from '../HourBars/index.tsx'
import './index.css'

const day = 24 * 60 * 60_000

/** How far back it looks, in days. */
const periods = [7, 30, 90]

/** How often it is looked at again, in milliseconds. */
const paceMs = 60_000

/** What became of all plans over many accounts that began in a period: how good the plans were, and what failed and why. */
export const PeriodFigures = ({ tenant }: { tenant: string }) => {
  const id = useId()
  const [days, setDays] = useState(30)
  return (
    <section className="postyard-period" aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>How the plans went</h2>
        <label htmlFor={id}>
          Begun in the last{' '}
          <select id={id} value={days} onChange={(event) => setDays(Number(event.target.value))}>
            {periods.map((one) => (
              <option key={one} value={one}>
                {one} days
              </option>
            ))}
          </select>
        </label>
      </header>
      <OnePeriod key={days} tenant={tenant} days={days} />
    </section>
  )
}

const OnePeriod = ({ tenant, days }: { tenant: string; days: number }) => {
  const { get } = useApi()
  const [figures, setFigures] = useState<NetworkFigures>()
  usePolling({
    look: async (signal) => {
      const from = new Date(Date.now() - days * day).toISOString()
      const path = `/distribution/analytics?tenant=${encodeURIComponent(tenant)}&from=${encodeURIComponent(from)}`
      const answered = await get<NetworkFigures>(path, signal)
      if ('answer' in answered) setFigures(answered.answer)
      return 'answer' in answered ? paceMs : null
    },
  })
  if (!figures) return null
  if (figures.deliveries === 0) return <p>No plan over many accounts began then.</p>
  return <Told figures={figures} />
}

const Told = ({ figures }: { figures: NetworkFigures }) => (
  <>
    <p>
      {figures.plans === 1 ? 'One plan' : `${figures.plans} plans`}, {figures.deliveries} posts:{' '}
      {figures.succeeded} out, {figures.failed} failed.
      {figures.isWhole ? '' : ' There are too many for one look: only the newest plans count here.'}
    </p>
    <div className="postyard-period__parts">
      <div>
        <h3>Planned against happened</h3>
        <Compared figures={figures} />
      </div>
      <div>
        <h3>By the hour there</h3>
        <HourBars hours={figures.byHour} />
      </div>
      <div>
        <h3>By platform</h3>
        <table className="postyard-compared">
          <thead>
            <tr>
              <th scope="col">Platform</th>
              <th scope="col">Posts</th>
              <th scope="col">Success</th>
              <th scope="col">On time</th>
            </tr>
          </thead>
          <tbody>
            {figures.byPlatform.map((one) => (
              <tr key={one.platform}>
                <th scope="row">{namePlatform(one.platform)}</th>
                <td>{one.deliveries}</td>
                <td>{tellShare(one.successRate)}</td>
                <td>{tellShare(one.onTimeRate)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {figures.failures.length > 0 ? (
        <div>
          <h3>Why some failed</h3>
          <ul>
            {figures.failures.map(({ code, count, example }) => (
              <li key={code}>
                {count} × {example ?? code}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  </>
)
