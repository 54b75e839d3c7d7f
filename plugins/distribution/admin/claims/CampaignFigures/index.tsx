'use client'

import { useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { claimAnalytics } from '../../../claims/operations/claimAnalytics.ts'
import { claimStates } from '../../../model/claims.ts'
import { useApi } from '../../calls/useApi.ts'
import { namePlatform } from '../../channels/nameChannel.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { StateMark } from '../../states/StateMark/index.tsx'
import '../../table/table.css'
import './index.css'

type Figures = z.output<(typeof claimAnalytics)['output']>

/** On the page of a campaign: how many of its clips were claimed, by whom, and what came of them. */
export const CampaignFigures = () => {
  const { id } = useDocumentInfo()
  const { may } = usePanel()
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  if (id === undefined || !may('claims.read', tenant)) return null
  return <Counted id={String(id)} />
}

/** A duration for people: "2 h 4 min". */
const tellSeconds = (seconds: number | null): string => {
  if (seconds === null) return '–'
  const minutes = Math.round(seconds / 60)
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

const Counted = ({ id }: { id: string }) => {
  const { get } = useApi()
  const [figures, setFigures] = useState<Figures>()
  const [why, setWhy] = useState<string>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each campaign
  useEffect(() => {
    const stopping = new AbortController()
    const read = async () => {
      const path = `/claims/analytics?campaign=${encodeURIComponent(id)}`
      const answered = await get<Figures>(path, stopping.signal)
      if (stopping.signal.aborted) return
      if ('answer' in answered) setFigures(answered.answer)
      else setWhy(answered.problem.detail)
    }
    // A page that is left asks no more.
    read().catch((error: unknown) => {
      if (!stopping.signal.aborted) throw error
    })
    return () => stopping.abort()
  }, [id])
  if (why) return <p role="alert">{why}</p>
  if (!figures) return null
  const { total, influencers, platforms } = figures
  return (
    <section className="postyard-campaign" aria-label="What came of it">
      <h2>What came of it</h2>
      {total.claims === 0 ? (
        <p>Nobody has claimed a clip of it yet. Who does, and what comes of it, stands here.</p>
      ) : (
        <>
          <ul className="postyard-campaign__states">
            {claimStates
              .filter((state) => (total.states[state] ?? 0) > 0)
              .map((state) => (
                <li key={state}>
                  <StateMark state={state} /> {total.states[state]}
                </li>
              ))}
          </ul>
          <p>
            {total.claims} claimed, {total.accepted} of them scheduled or published in time.
            {total.medianSeconds === null
              ? ''
              : ` From the claim to its publication: ${tellSeconds(total.medianSeconds)} (median).`}
          </p>
          <div className="postyard-table__scroll">
            <table className="postyard-table">
              <thead>
                <tr>
                  <th scope="col">Platform</th>
                  <th scope="col">Published</th>
                  <th scope="col">Waits</th>
                  <th scope="col">Failed</th>
                  <th scope="col">Median</th>
                  <th scope="col">The platform counts</th>
                </tr>
              </thead>
              <tbody>
                {platforms.map((one) => (
                  <tr key={one.platform}>
                    <th scope="row">{namePlatform(one.platform)}</th>
                    <td data-label="Published">{one.published}</td>
                    <td data-label="Waits">{one.waiting}</td>
                    <td data-label="Failed">{one.failed}</td>
                    <td data-label="Median">{tellSeconds(one.medianSeconds)}</td>
                    <td data-label="The platform counts">
                      {Object.entries(one.figures)
                        .map(([name, value]) => `${value.toLocaleString('en-GB')} ${name}`)
                        .join(', ') || '–'}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className="postyard-table__scroll">
            <table className="postyard-table">
              <thead>
                <tr>
                  <th scope="col">Influencer</th>
                  <th scope="col">Claimed</th>
                  <th scope="col">In time</th>
                  <th scope="col">Published</th>
                  <th scope="col">Median</th>
                </tr>
              </thead>
              <tbody>
                {influencers.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">{one.name}</th>
                    <td data-label="Claimed">{one.claims}</td>
                    <td data-label="In time">{one.accepted}</td>
                    <td data-label="Published">{one.states.published}</td>
                    <td data-label="Median">{tellSeconds(one.medianSeconds)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}
