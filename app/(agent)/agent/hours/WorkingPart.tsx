import { useState } from 'react'
import { useWords } from '../words/useWords.ts'
import styles from './hours.module.css'
import { nameDays, type Span, toggleDay, usualSpan, type WorkHours } from './hours.ts'
import type { Change } from './useHours.ts'

type Props = { hours: WorkHours; isBusy: boolean; onSave: (by: Change) => Promise<boolean> }

/** The days and hours at which somebody is asked; none means at any time. */
export const WorkingPart = ({ hours, isBusy, onSave }: Props) => {
  const words = useWords()
  const said = words.hours
  const [spans, setSpans] = useState(hours.hours)
  const [zone, setZone] = useState(hours.timezone)
  const [result, setResult] = useState<'saved' | 'noDays'>()
  const phoneZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const days = nameDays(words.locale)
  const put = (index: number, by: Partial<Span>) => {
    setResult(undefined)
    setSpans(spans.map((span, at) => (at === index ? { ...span, ...by } : span)))
  }
  const save = async () => {
    if (spans.some((span) => span.days.length === 0)) return setResult('noDays')
    const isSaved = await onSave({ hours: spans, timezone: zone ?? undefined })
    setResult(isSaved ? 'saved' : undefined)
  }
  return (
    <section className={styles.part} aria-labelledby="working">
      <h3 id="working">{said.working}</h3>
      {spans.length === 0 && <p>{said.anyTime}</p>}
      {spans.map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: hours have no other name than their place
        <fieldset className={styles.span} key={index}>
          <div className={styles.days}>
            {days.map(({ day, short, long }) => (
              <label key={day}>
                <input
                  type="checkbox"
                  aria-label={long}
                  checked={span.days.includes(day)}
                  onChange={() => put(index, { days: toggleDay(span.days, day) })}
                />
                <span aria-hidden="true">{short.slice(0, 3)}</span>
              </label>
            ))}
          </div>
          <div className={styles.times}>
            <label>
              <span>{said.from}</span>
              <input
                type="time"
                required
                value={span.from}
                onChange={(event) => put(index, { from: event.currentTarget.value || span.from })}
              />
            </label>
            <label>
              <span>{said.until24}</span>
              <input
                type="time"
                required
                value={span.until}
                onChange={(event) => put(index, { until: event.currentTarget.value || span.until })}
              />
            </label>
          </div>
          <button
            type="button"
            className={styles.quiet}
            onClick={() => {
              setResult(undefined)
              setSpans(spans.filter((_span, at) => at !== index))
            }}
          >
            {said.remove}
          </button>
        </fieldset>
      ))}
      <p>{zone === null ? said.zoneOfTenant : said.zone({ zone })}</p>
      {zone !== phoneZone && (
        <button type="button" className={styles.quiet} onClick={() => setZone(phoneZone)}>
          {said.phoneZone({ zone: phoneZone })}
        </button>
      )}
      <button
        type="button"
        className={styles.quiet}
        onClick={() => {
          setResult(undefined)
          setSpans([...spans, usualSpan])
          // Hours that one writes down are meant by one's own clock.
          if (zone === null) setZone(phoneZone)
        }}
      >
        {said.add}
      </button>
      <button type="button" className={styles.primary} disabled={isBusy} onClick={save}>
        {said.save}
      </button>
      <p role="status" data-problem={result === 'noDays' || undefined}>
        {result && said[result]}
      </p>
    </section>
  )
}
