'use client'

import type { KeyboardEvent } from 'react'
import type { ForeseenChannel } from '../../../distribute/foreseenOutput.ts'
import { nameChannel } from '../../channels/nameChannel.ts'
import { Avatar } from '../../preview/PlatformPost/Avatar.tsx'
import { needsChange } from './needsChange.ts'

type Args = {
  /** Those with a tab of their own. */
  channels: ForeseenChannel[]
  /** The others, which are chosen from a list. */
  others: ForeseenChannel[]
  chosen: string
  /** The id of what a tab opens. */
  panelId: string
  onChoose: (channel: string) => void
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

export const tabId = (panelId: string, channel: string | number): string =>
  `${panelId}-tab-${channel}`

/** The channels of a post, one of which is shown; those that need something say so. */
export const ChannelTabs = ({ channels, others, chosen, panelId, onChoose }: Args) => {
  const ids = channels.map(({ channel }) => String(channel))
  const focusable = ids.includes(chosen) ? chosen : ids[0]
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = ids.indexOf(focusable ?? '')
    const step = steps[event.key]
    const next =
      event.key === 'Home'
        ? ids[0]
        : event.key === 'End'
          ? ids.at(-1)
          : step && ids[(at + step + ids.length) % ids.length]
    if (!next) return
    event.preventDefault()
    onChoose(next)
    document.getElementById(tabId(panelId, next))?.focus()
  }
  return (
    <div className="postyard-tabs">
      <div
        className="postyard-tabs__list"
        role="tablist"
        aria-label="Channels"
        tabIndex={-1}
        onKeyDown={move}
      >
        {channels.map((one) => {
          const id = String(one.channel)
          const isNeedy = needsChange(one)
          return (
            <button
              key={id}
              type="button"
              role="tab"
              id={tabId(panelId, id)}
              aria-selected={id === chosen}
              aria-controls={panelId}
              tabIndex={id === focusable ? 0 : -1}
              className={`postyard-tabs__tab${isNeedy ? ' is-refused' : ''}`}
              onClick={() => onChoose(id)}
            >
              <Avatar {...one.account} />
              <span>{nameChannel(one)}</span>
              <span className="postyard-tabs__mark" title={isNeedy ? 'Needs a change' : 'Fits'}>
                <span aria-hidden="true">{isNeedy ? '✕' : '✓'}</span>
                <span className="postyard-as__aside">{isNeedy ? 'needs a change' : 'fits'}</span>
              </span>
            </button>
          )
        })}
      </div>
      {others.length > 0 ? (
        <select
          className="postyard-tabs__others"
          aria-label="Other channels"
          value={others.some(({ channel }) => String(channel) === chosen) ? chosen : ''}
          onChange={(event) => onChoose(event.target.value)}
        >
          <option value="" disabled>
            {others.length} more channels …
          </option>
          {others.map((one) => (
            <option key={one.channel} value={String(one.channel)}>
              {needsChange(one) ? '✕ ' : '✓ '}
              {nameChannel(one)}
            </option>
          ))}
        </select>
      ) : null}
    </div>
  )
}
