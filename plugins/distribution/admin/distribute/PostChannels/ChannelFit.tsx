'use client'

import { Collapsible } from '@payloadcms/ui'
import { useState } from 'react'
import type { ForeseenChannel } from '../../../distribute/foreseenOutput.ts'
import { nameCap } from '../../../plan/caps/judgeCap.ts'
import { nameChannel, namePlatform } from '../../channels/nameChannel.ts'
import { PlatformPost } from '../../preview/PlatformPost/index.tsx'
import { SentPayload } from '../../preview/SentPayload/index.tsx'
import type { Settings } from '../../settings/SettingsForm/formArgs.ts'
import { SettingsForm } from '../../settings/SettingsForm/index.tsx'
import { useSettingsForm } from '../../settings/useSettingsForm.ts'
import { Moment } from '../../time/Moment/index.tsx'
import { useZone } from '../../time/useZone.ts'

type Args = {
  fit: ForeseenChannel
  tenant: unknown
  /** Whether it goes out as soon as it is distributed. */
  isAtOnce: boolean
  settings: Settings
  isReadOnly: boolean
  onSettings: (settings: Settings) => void
}

const countOf = (count: number, one: string, many: string): string =>
  count === 0 ? '' : `${count} ${count === 1 ? one : many}`

/** A post on one channel: as it will be shown there, its limits, and what keeps it from there. */
export const ChannelFit = (args: Args) => {
  const { fit, tenant, isAtOnce, settings, isReadOnly, onSettings } = args
  const { channel, preview, media, refusals, changes } = fit
  const zone = useZone(tenant)
  const name = nameChannel(fit)
  const files = [
    countOf(media.pictures, 'picture', 'pictures'),
    countOf(media.videos, 'video', 'videos'),
  ]
    .filter((part) => part !== '')
    .join(' and ')
  return (
    <article className="postyard-fit" aria-label={name} data-channel={channel}>
      <header className="postyard-fit__head">
        <strong>{name}</strong>
        <span className={`postyard-fit__verdict${refusals.length > 0 ? ' is-refused' : ''}`}>
          {refusals.length === 0
            ? '✓ fits'
            : `✕ ${countOf(refusals.length, 'thing', 'things')} to change`}
        </span>
      </header>
      <Counter fit={fit} />
      {changes.length > 0 ? (
        <ul className="postyard-fit__changes" aria-label="Changed for this channel">
          {changes.map(({ code, message }) => (
            <li key={`${code} ${message}`} data-code={code}>
              {message}
            </li>
          ))}
        </ul>
      ) : null}
      {refusals.length > 0 ? (
        <ul className="postyard-fit__refusals">
          {refusals.map((one) => (
            <Refused key={`${one.code} ${one.setting ?? ''} ${one.message}`} refusal={one} />
          ))}
        </ul>
      ) : null}
      {preview === '' && media.files.length === 0 ? null : (
        <PlatformPost
          fit={fit}
          platform={namePlatform(fit.platform)}
          zone={zone}
          isAtOnce={isAtOnce}
        />
      )}
      {files === '' ? null : (
        <p className="postyard-fit__note">
          {files}
          {media.says ? ` (it takes ${media.says})` : ''}
        </p>
      )}
      <Room fit={fit} zone={zone} />
      {fit.kind === 'postiz' ? (
        <OwnSettings {...{ fit, name, settings, isReadOnly, onSettings }} />
      ) : null}
      <SentPayload payload={fit.payload} />
    </article>
  )
}

/** How long the text is, against what the platform takes: a figure and a bar. */
const Counter = ({ fit: { count, limit } }: { fit: ForeseenChannel }) => {
  if (limit === undefined) {
    return <p className="postyard-fit__note">{countOf(count, 'character', 'characters')}</p>
  }
  const isOver = count > limit
  const said = `${count.toLocaleString('en-GB')} of ${limit.toLocaleString('en-GB')} characters`
  return (
    <p className={`postyard-fit__count${isOver ? ' is-over' : ''}`} data-count={count}>
      <span
        className="postyard-fit__bar"
        aria-hidden="true"
        style={{ ['--share' as string]: Math.min(1, count / limit) }}
      />
      {said}
      {isOver ? `: ${(count - limit).toLocaleString('en-GB')} too many` : ''}
    </p>
  )
}

const Refused = ({ refusal }: { refusal: ForeseenChannel['refusals'][number] }) => (
  <li data-code={refusal.code}>
    {refusal.message}
    {refusal.source ? (
      <details className="postyard-fit__rule">
        <summary>The rule</summary>
        {refusal.code}. {refusal.source}
        {refusal.checkedOn ? `, read on ${refusal.checkedOn}` : ''}.
      </details>
    ) : null}
  </li>
)

/** How full the channel is. Said only where it matters: where it is full, or more than half of it is taken. */
const Room = ({ fit: { cap }, zone }: { fit: ForeseenChannel; zone: string }) => {
  if (!cap || (cap.nextAt === null && cap.used * 2 < cap.posts)) return null
  return (
    <p className={cap.nextAt ? 'postyard-fit__refusals' : 'postyard-fit__note'} title={cap.source}>
      {cap.used} of {nameCap(cap)}
      {cap.nextAt ? (
        <>
          : it is full then. There is room from <Moment at={cap.nextAt} zone={zone} />.
        </>
      ) : (
        '.'
      )}
    </p>
  )
}

type OwnArgs = Omit<Args, 'tenant' | 'isAtOnce'> & { name: string }

/** The settings that this post has otherwise than its channel; read when somebody opens them, or must. */
const OwnSettings = ({ fit, name, settings, isReadOnly, onSettings }: OwnArgs) => {
  const flaws = fit.refusals.flatMap(({ setting, message, field }) =>
    setting && field === 'settings' ? { at: setting, message } : [],
  )
  const [isOpen, setOpen] = useState(false)
  const { form, problem } = useSettingsForm(isOpen ? fit.channel : undefined)
  const count = Object.keys(settings).length
  return (
    <Collapsible
      className="postyard-fit__settings"
      collapsibleStyle={flaws.length > 0 ? 'error' : 'default'}
      header={`Settings for ${name}${count > 0 ? ` (${count} of this post)` : ''}`}
      isCollapsed={!isOpen}
      onToggle={(isCollapsed) => setOpen(!isCollapsed)}
    >
      {problem ? <p role="alert">{problem.detail}</p> : null}
      {isOpen && !form && !problem ? <p role="status">Reading …</p> : null}
      {isOpen && form ? (
        <SettingsForm
          form={form}
          values={settings}
          inherited={form.values}
          flaws={flaws}
          isReadOnly={isReadOnly}
          onChange={onSettings}
        />
      ) : null}
    </Collapsible>
  )
}
