'use client'

import { useField, useFormFields } from '@payloadcms/ui'
import type { JSONFieldClientProps } from 'payload'
import { useEffect } from 'react'
import { idOf } from '../../../id.ts'
import type { Settings } from '../../settings/SettingsForm/formArgs.ts'
import { type CheckedChannel, useCheck } from '../useCheck.ts'
import { ChannelFit } from './ChannelFit.tsx'
import './index.css'

const isRecord = (value: unknown): value is Record<string, Settings> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** More than this are not shown one by one, but for those that need something. */
const mostShown = 12

/** Those that need something first, in their order. */
const inOrder = (channels: CheckedChannel[]): CheckedChannel[] => {
  const needs = ({ refusals, cap }: CheckedChannel) => refusals.length > 0 || Boolean(cap?.nextAt)
  return [...channels.filter(needs), ...channels.filter((one) => !needs(one))]
}

/**
 * Beside the text of a post: how each of its channels would show it, how long it is there, what keeps it from going
 * there, and the settings that this post has otherwise than that channel.
 */
export const PostChannels = ({ path, readOnly }: JSONFieldClientProps) => {
  const { value, setValue, disabled } = useField<unknown>({ path })
  const chosen = useFormFields(([fields]) => fields?.channels?.value)
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  const { checked, problem, isAsking } = useCheck()
  const all = isRecord(value) ? value : {}
  const ids = (Array.isArray(chosen) ? chosen : []).flatMap((one) => idOf(one) ?? [])
  const wanted = ids.map(String).join(',')
  // Settings of a channel that is not chosen any more would keep the post from being saved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at when other channels are chosen
  useEffect(() => {
    const kept = Object.entries(all).filter(([id]) => wanted.split(',').includes(id))
    if (kept.length === Object.keys(all).length) return
    setValue(kept.length === 0 ? null : Object.fromEntries(kept))
  }, [wanted])

  const put = (channel: string | number, settings: Settings) => {
    const { [String(channel)]: _, ...others } = all
    const next =
      Object.keys(settings).length === 0 ? others : { ...others, [String(channel)]: settings }
    setValue(Object.keys(next).length === 0 ? null : next)
  }
  const found = checked?.channels.filter((one) => ids.map(String).includes(String(one.channel)))
  const ordered = inOrder(found ?? [])
  const shown = ordered.slice(0, mostShown)
  const isEmpty = checked?.problems.some(({ code }) => code === 'POST_EMPTY') ?? false
  return (
    <section className="postyard-fits" id={`field-${path}`} aria-labelledby="postyard-fits-heading">
      <h3 id="postyard-fits-heading" className="field-label">
        On its channels
      </h3>
      {ids.length === 0 ? (
        <p className="postyard-fits__hint">
          Choose its channels: each shows here how the post will look there, and what it lacks.
        </p>
      ) : null}
      {problem ? (
        <p className="postyard-fits__problem" role="alert">
          {problem.detail}
        </p>
      ) : null}
      {ids.length > 0 && !checked && !problem ? (
        <p className="postyard-fits__hint" role="status">
          Looking how it fits …
        </p>
      ) : null}
      {(checked?.problems ?? []).map(({ code, message }) =>
        code === 'POST_EMPTY' ? null : (
          <p key={code} className="postyard-fits__problem" role="alert">
            {message}
          </p>
        ),
      )}
      {isEmpty && ids.length > 0 ? (
        <p className="postyard-fits__hint">Write a text or add a picture to see it here.</p>
      ) : null}
      <div className="postyard-fits__list" aria-busy={isAsking}>
        {shown.map((one) => (
          <ChannelFit
            key={one.channel}
            fit={one}
            tenant={tenant}
            settings={all[String(one.channel)] ?? {}}
            isReadOnly={Boolean(readOnly || disabled)}
            onSettings={(settings) => put(one.channel, settings)}
          />
        ))}
      </div>
      {ordered.length > shown.length ? (
        <p className="postyard-fits__hint">
          And {ordered.length - shown.length} more channels
          {ordered.slice(mostShown).some(({ refusals }) => refusals.length > 0)
            ? ', some of which need something, too.'
            : ', where it fits.'}
        </p>
      ) : null}
    </section>
  )
}
