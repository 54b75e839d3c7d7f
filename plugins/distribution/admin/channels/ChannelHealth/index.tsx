'use client'

import { useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { Health } from '../../../plan/health/facts.ts'
import type { Problem } from '../../calls/problem.ts'
import { unlessStopped } from '../../calls/unlessStopped.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { StateMark } from '../../states/StateMark/index.tsx'
import { barsOf, type HealthDay } from '../healthBars.ts'
import { trendArrows } from '../trendArrows.ts'
import './index.css'

type Answer = { health: Health; timezone: string; days: HealthDay[] }

/** On the page of a channel: whether it is well, why not, and how it went day by day. */
export const ChannelHealth = () => {
  const { id } = useDocumentInfo()
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  const state = useFormFields(([fields]) => fields?.state?.value)
  const { may } = usePanel()
  if (id === undefined || !may('channels.read', tenant)) return null
  // Another state is another score: it is read anew.
  return <Shown key={String(state)} channel={id} />
}

const Shown = ({ channel }: { channel: string | number }) => {
  const { get } = useApi()
  const { slugs } = usePanel()
  const [told, setTold] = useState<Answer>()
  const [problem, setProblem] = useState<Problem>()
  const path = `/${slugs.channels}/${encodeURIComponent(String(channel))}/health`
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each channel
  useEffect(() => {
    const stopping = new AbortController()
    get<Answer>(path, stopping.signal).then((answered) => {
      if ('answer' in answered) setTold(answered.answer)
      else setProblem(answered.problem)
    }, unlessStopped(stopping.signal))
    return () => stopping.abort()
  }, [path])
  if (problem) return <p role="alert">{problem.detail}</p>
  return (
    <section className="postyard-channel-health" aria-label="Is it well" aria-busy={!told}>
      {told ? <Told {...told} /> : <p>Its health is being read.</p>}
    </section>
  )
}

const Told = ({ health, timezone, days }: Answer) => (
  <>
    <p className="postyard-channel-health__head">
      <StateMark state={health.word} />
      <span>
        <strong>{health.score}</strong> of 100
      </span>
      <span className="postyard-channel-health__trend">
        <span aria-hidden="true">{trendArrows[health.trend.direction]}</span> {health.trend.message}
      </span>
    </p>
    {health.reasons.length === 0 ? (
      <p>Nothing is known against it.</p>
    ) : (
      <ul className="postyard-channel-health__reasons">
        {health.reasons.map(({ code, message, points }) => (
          <li key={code}>
            <span className="postyard-channel-health__points">−{points}</span> {message}
          </li>
        ))}
      </ul>
    )}
    <Bars days={days} timezone={timezone} />
  </>
)

const barWidth = 10

/** What the record was worth on each day: higher is better, and a low line means that nothing is known. */
const Bars = ({ days, timezone }: Pick<Answer, 'days' | 'timezone'>) => {
  const bars = barsOf(days)
  const [first, last] = [bars[0], bars.at(-1)]
  if (!first || !last || bars.every(({ height }) => height === null)) return null
  return (
    <figure className="postyard-channel-health__chart">
      <svg
        viewBox={`0 0 ${bars.length * barWidth} 100`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Its score on ${bars.length} days, last ${last.said}`}
      >
        {bars.map(({ date, height, word, said }, index) => (
          <rect
            key={date}
            className={`postyard-bar-${word}`}
            x={index * barWidth + 1}
            y={height === null ? 98 : 100 - Math.max(4, height)}
            width={barWidth - 2}
            height={height === null ? 2 : Math.max(4, height)}
          >
            <title>{said}</title>
          </rect>
        ))}
      </svg>
      <figcaption>
        <time dateTime={first.date}>{first.date}</time>
        <span>Score by day ({timezone})</span>
        <time dateTime={last.date}>{last.date}</time>
      </figcaption>
    </figure>
  )
}
