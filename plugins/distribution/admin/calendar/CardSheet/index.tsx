'use client'

import { Button, Link } from '@payloadcms/ui'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { CalendarAnswer } from '../../../calendar/operations/readCalendar.ts'
import { namePlatform } from '../../channels/nameChannel.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { tellDay } from '../../flights/tellDay.ts'
import { usePanelHref } from '../../flights/usePanelHref.ts'
import { StateMark } from '../../states/StateMark/index.tsx'
import { nameZone } from '../../time/nameZone.ts'
import type { Card } from '../toEvents.ts'
import './index.css'

type Args = {
  card: Card
  answer: CalendarAnswer
  isBusy: boolean
  onMove: (to: { day: string; time: string }) => Promise<void>
  onClose: () => void
}

/** Beside the calendar: what a card is about, what is in its way, and its time, which can be changed without dragging. */
export const CardSheet = ({ card, answer, isBusy, onMove, onClose }: Args) => {
  const { slugs, may } = usePanel()
  const { record } = usePanelHref()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const before = document.activeElement
    heading.current?.focus()
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
  })
  // What had the focus may be gone, as a form is whose card has moved.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  const client = answer.tenants.find(({ id }) => String(id) === String(card.tenant))
  const byId = new Map(answer.channels.map((one) => [String(one.id), one]))
  const channels = card.channels
    .map((id) => byId.get(String(id)))
    .filter((one) => one !== undefined)
  const [from, until] = [card.wall.slice(11, 16), card.wallUntil.slice(11, 16)]
  // At the edge of the window, whatever stands around the calendar.
  return createPortal(
    <aside className="postyard-beside" aria-label={card.title}>
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {card.title}
        </h2>
        <Button
          buttonStyle="secondary"
          size="small"
          margin={false}
          type="button"
          extraButtonProps={{ 'data-action': 'close-card' }}
          onClick={onClose}
        >
          Close
        </Button>
      </header>
      <p>
        {client?.name} · {tellDay(card.day)}, {from === until ? from : `${from}–${until}`}{' '}
        {client ? nameZone(client.timezone) : ''}
      </p>
      <p className="postyard-beside__states">
        {Object.entries(card.counts).map(([state, count]) => (
          <span key={state}>
            <StateMark state={state} /> {count}
          </span>
        ))}
      </p>
      {card.notes.length > 0 ? (
        <ul className="postyard-beside__notes" aria-label="Worth a look">
          {card.notes.map(({ code, message, channel }) => (
            <li key={`${code} ${channel}`}>{message}</li>
          ))}
        </ul>
      ) : null}
      {card.fixed ? (
        <p className="postyard-beside__fixed">{card.fixed.message}</p>
      ) : may('plans.write', card.tenant) ? (
        <MoveForm key={card.wall} card={card} isBusy={isBusy} onMove={onMove} />
      ) : null}
      <h3>Where</h3>
      <ul className="postyard-beside__channels">
        {channels.map(({ id, name, platform }) => (
          <li key={id}>
            {name} <span>{namePlatform(platform)}</span>
          </li>
        ))}
      </ul>
      <p className="postyard-beside__ways">
        <Link href={record(slugs.posts, card.post)}>The post and its deliveries</Link>
        {card.claim ? <Link href={record(slugs.claims, card.claim)}>The claim</Link> : null}
        {card.series ? (
          <Link href={record(slugs.series, card.series.id)}>The series {card.series.name}</Link>
        ) : null}
      </p>
    </aside>,
    document.body,
  )
}

type MoveArgs = Pick<Args, 'card' | 'isBusy' | 'onMove'>

const MoveForm = ({ card, isBusy, onMove }: MoveArgs) => {
  const [wall, setWall] = useState(card.wall.slice(0, 16))
  const isSame = wall === card.wall.slice(0, 16)
  return (
    <form
      className="postyard-beside__move"
      onSubmit={(event) => {
        event.preventDefault()
        void onMove({ day: wall.slice(0, 10), time: wall.slice(11, 16) })
      }}
    >
      <label>
        {card.channels.length > 1 ? 'The first goes out' : 'It goes out'}
        <input
          type="datetime-local"
          required
          value={wall}
          onChange={(event) => setWall(event.currentTarget.value)}
        />
      </label>
      <Button
        buttonStyle="primary"
        size="small"
        margin={false}
        type="submit"
        disabled={isBusy || isSame || wall === ''}
        extraButtonProps={{ 'data-action': 'move-card' }}
      >
        Move it
      </Button>
    </form>
  )
}
