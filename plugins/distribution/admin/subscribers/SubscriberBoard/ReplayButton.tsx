import { useId, useState } from 'react'
import { AskFirst } from './AskFirst.tsx'

type Args = {
  name: string
  isBusy: boolean
  onReplay: (from: Record<string, unknown>) => Promise<unknown>
}

const hour = 60 * 60_000

const spans = {
  hour: { words: 'the last hour', ms: hour },
  day: { words: 'the last 24 hours', ms: 24 * hour },
  week: { words: 'the last 7 days', ms: 7 * 24 * hour },
  all: { words: 'everything', ms: undefined },
} as const

type Span = keyof typeof spans

const fromOf = (span: Span): Record<string, unknown> => {
  const { ms } = spans[span]
  return ms === undefined ? { position: '0' } : { at: new Date(Date.now() - ms).toISOString() }
}

/** Sends again what has happened, from a point on that is chosen. */
export const ReplayButton = ({ name, isBusy, onReplay }: Args) => {
  const id = useId()
  const [span, setSpan] = useState<Span>('day')
  return (
    <AskFirst
      word="Send again"
      name={name}
      heading="Send again what has happened?"
      confirm="Send it again"
      action="replay-subscriber"
      isBusy={isBusy}
      onYes={() => onReplay(fromOf(span))}
    >
      <label className="postyard-ask__field" htmlFor={id}>
        Of
        <select id={id} value={span} onChange={(event) => setSpan(event.target.value as Span)}>
          {Object.entries(spans).map(([value, { words }]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <p>
        The program gets each event under its old id, so one that keeps the ids does nothing twice.
      </p>
    </AskFirst>
  )
}
