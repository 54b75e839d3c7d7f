import { Button } from '@payloadcms/ui'
import { useEffect, useEffectEvent, useState } from 'react'
import type { SubscriberLog as Log } from '../../../events/operations/subscriberDeliveries.ts'
import type { SubscriberAnswer } from '../../../events/subscribers/subscriberAnswer.ts'
import { useApi } from '../../calls/useApi.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import { Moment } from '../../time/Moment/index.tsx'
import '../../table/table.css'

type Args = {
  of: SubscriberAnswer
  zone: string
  isBusy: boolean
  onRedrive: (positions?: string[]) => Promise<unknown>
}

type Row = Log['deliveries'][number]

const marks = {
  pending: { state: 'pending', word: 'Waits' },
  delivered: { state: 'published', word: 'Taken' },
  dead: { state: 'failed', word: 'Refused for good' },
} as const

/** Behind a fold, open where something died: what a program was sent last, and its dead letters with a new try. */
export const SubscriberLog = ({ of, zone, isBusy, onRedrive }: Args) => {
  const { get } = useApi()
  const [isOpen, setOpen] = useState(of.dead > 0)
  const [isDeadOnly, setDeadOnly] = useState(of.dead > 0)
  const [rows, setRows] = useState<Row[]>()
  const look = useEffectEvent(async (signal: AbortSignal) => {
    const state = isDeadOnly ? '&state=dead' : ''
    const path = `/event-subscribers/${encodeURIComponent(String(of.id))}/deliveries?limit=20${state}`
    const answered = await get<Log>(path, signal).catch(() => undefined)
    if (answered && 'answer' in answered) setRows(answered.answer.deliveries)
  })
  const seen = `${isOpen} ${isDeadOnly} ${of.lastDeliveredAt} ${of.pending} ${of.dead}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: it looks again when any of these is another
  useEffect(() => {
    if (!isOpen) return
    const leaving = new AbortController()
    void look(leaving.signal)
    return () => leaving.abort()
  }, [seen])
  return (
    <details
      className="postyard-subscribers__log"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>What it was sent</summary>
      {of.dead > 0 ? (
        <div className="postyard-subscribers__buttons">
          <Button
            size="small"
            margin={false}
            type="button"
            disabled={isBusy}
            extraButtonProps={{ 'data-action': 'redrive-all' }}
            onClick={() => void onRedrive()}
          >
            Try all refused again
          </Button>
          <Button
            buttonStyle="secondary"
            size="small"
            margin={false}
            type="button"
            onClick={() => setDeadOnly(!isDeadOnly)}
          >
            {isDeadOnly ? 'Show everything' : 'Show only the refused'}
          </Button>
        </div>
      ) : null}
      {rows?.length === 0 ? (
        <p className="postyard-subscribers__aside">Nothing in the last 30 days.</p>
      ) : null}
      {rows && rows.length > 0 ? (
        <div className="postyard-table__scroll">
          <table className="postyard-table">
            <thead>
              <tr>
                <th scope="col">Event</th>
                <th scope="col">State</th>
                <th scope="col">Last answer</th>
                <th scope="col">When</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.position} data-position={row.position}>
                  <th scope="row">
                    {row.type}
                    <span className="postyard-table__aside">
                      <code>{row.event}</code>
                    </span>
                  </th>
                  <td data-label="State">
                    <StateMark {...marks[row.state]} />
                    {row.state === 'dead' ? (
                      <Button
                        buttonStyle="secondary"
                        size="small"
                        margin={false}
                        type="button"
                        disabled={isBusy}
                        aria-label={`Try the event ${row.event} again`}
                        extraButtonProps={{ 'data-action': 'redrive-one' }}
                        onClick={() => void onRedrive([row.position])}
                      >
                        Try again
                      </Button>
                    ) : null}
                  </td>
                  <td data-label="Last answer">
                    {row.message ?? (row.nextAttemptAt ? '–' : 'Waits for an earlier event.')}
                  </td>
                  <td data-label="When">
                    <Moment at={row.settledAt ?? row.nextAttemptAt ?? row.filedAt} zone={zone} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </details>
  )
}
