'use client'

import { Button, Link, toast, useConfig } from '@payloadcms/ui'
import { formatAdminURL } from 'payload/shared'
import type { SeriesList } from '../../../series/operations/listSeries.ts'
import type { ComingFlights } from '../../../series/operations/lookAheadFlights.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { StateMark } from '../../states/StateMark/index.tsx'
import '../../table/table.css'

type One = SeriesList['series'][number]

type Args = { series: SeriesList['series']; coming: ComingFlights; onChange: () => void }

/** Where a series stands as one state, one word, and the sentence that explains it. */
const standingOf = (one: One): { state: string; word: string; why: string | null } => {
  if (one.goneAt) return { state: 'failed', word: 'Gone', why: 'Its folder is gone.' }
  if (one.isPaused) return { state: 'held', word: 'Paused', why: one.pausedReason }
  if (one.attention)
    return { state: 'awaiting_human', word: 'Needs you', why: one.attention.message }
  if (one.problem) return { state: 'awaiting_human', word: 'Source', why: one.problem.message }
  return one.mode === 'maintenance'
    ? { state: 'published', word: 'Full', why: null }
    : { state: 'scheduled', word: 'Growing', why: null }
}

/** What wants a person first, then by name. */
const byNeed = (a: One, b: One): number => {
  const rank = (one: One) => (standingOf(one).state === 'awaiting_human' || one.goneAt ? 0 : 1)
  return rank(a) - rank(b) || (a.name < b.name ? -1 : 1)
}

export const SeriesTable = ({ series, coming, onChange }: Args) => {
  const next = new Map<string, string>()
  for (const { day, queue } of coming.days) {
    for (const { slug } of queue) if (!next.has(slug)) next.set(slug, day)
  }
  return (
    <section aria-label="Series">
      <h2>{series.length} series</h2>
      <table className="postyard-table">
        <thead>
          <tr>
            <th scope="col">Series</th>
            <th scope="col">State</th>
            <th scope="col">Items</th>
            <th scope="col">Left</th>
            <th scope="col">Flies next</th>
            <th scope="col">
              <span className="postyard-flights__hidden">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {series.toSorted(byNeed).map((one) => (
            <Row
              key={one.series}
              full={coming.threshold}
              next={next.get(one.slug)}
              one={one}
              onChange={onChange}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

type RowArgs = {
  one: One
  /** From so many items on it flies seldom. */
  full: number
  next: string | undefined
  onChange: () => void
}

const Row = ({ one, full, next, onChange }: RowArgs) => {
  const { config } = useConfig()
  const { slugs, may } = usePanel()
  const { post } = useApi()
  const { state, word, why } = standingOf(one)
  const href = formatAdminURL({
    adminRoute: config.routes.admin,
    path: `/collections/${slugs.series}/${encodeURIComponent(String(one.series))}`,
  })
  const tell = async (verb: 'pause' | 'resume' | 'sync', done: string) => {
    const path = `/distribution/series/${encodeURIComponent(String(one.series))}/${verb}`
    const answered = await post(path, {})
    if ('answer' in answered) toast.success(done)
    else toast.error(answered.problem.detail)
    onChange()
  }
  return (
    <tr data-series={one.slug}>
      <th scope="row">
        <Link href={href}>{one.name}</Link>
      </th>
      <td data-label="State">
        <div>
          <StateMark state={state} word={word} />
          {why ? <span className="postyard-table__aside">{why}</span> : null}
        </div>
      </td>
      <td data-label="Items">
        <span>
          <meter
            min={0}
            max={full}
            value={Math.min(full, one.count)}
            aria-label={`${one.count} items; from ${full} on it flies seldom`}
          />{' '}
          {one.count}
        </span>
      </td>
      <td data-label="Left">{one.remaining}</td>
      <td data-label="Flies next">{next ?? '–'}</td>
      <td>
        {may('series.write', String(one.tenant)) ? (
          <span className="postyard-flights__acts">
            <Button
              buttonStyle="secondary"
              margin={false}
              onClick={() =>
                one.isPaused
                  ? tell('resume', `${one.name} flies again from the next night on.`)
                  : tell('pause', `${one.name} is paused; nothing of it flies.`)
              }
              size="small"
              type="button"
            >
              {one.isPaused ? 'Resume' : 'Pause'}
            </Button>
            <Button
              buttonStyle="secondary"
              margin={false}
              onClick={() => tell('sync', `The source of ${one.name} was looked at.`)}
              size="small"
              type="button"
            >
              Look now
            </Button>
          </span>
        ) : null}
      </td>
    </tr>
  )
}
