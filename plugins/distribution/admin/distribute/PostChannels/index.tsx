'use client'

import { useField, useFormFields } from '@payloadcms/ui'
import type { JSONFieldClientProps } from 'payload'
import { useEffect, useId, useState } from 'react'
import { idOf } from '../../../id.ts'
import type { Settings } from '../../settings/SettingsForm/formArgs.ts'
import { useCheck } from '../useCheck.ts'
import { ChannelFit } from './ChannelFit.tsx'
import { ChannelTabs, tabId } from './ChannelTabs.tsx'
import { needsChange } from './needsChange.ts'
import './index.css'

const isRecord = (value: unknown): value is Record<string, Settings> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** More than this stand in a list below the tabs. */
const mostTabs = 12

/**
 * Beside the text of a post: how each of its channels would show it, one at a time, how long it is there, what keeps it
 * from going there, and the settings that this post has otherwise than that channel.
 */
export const PostChannels = ({ path, readOnly }: JSONFieldClientProps) => {
  const { value, setValue, disabled } = useField<unknown>({ path })
  const chosen = useFormFields(([fields]) => fields?.channels?.value)
  const tenant = useFormFields(([fields]) => fields?.tenant?.value)
  const at = useFormFields(([fields]) => fields?.publishAt?.value)
  const { checked, problem, isAsking } = useCheck()
  const [wish, choose] = useState<string>()
  const panelId = useId()
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
  const found = (checked?.channels ?? []).filter((one) =>
    ids.map(String).includes(String(one.channel)),
  )
  const shown =
    found.find((one) => String(one.channel) === wish) ?? found.find(needsChange) ?? found[0]
  const isEmpty = checked?.problems.some(({ code }) => code === 'POST_EMPTY') ?? false
  return (
    <section className="postyard-fits" id={`field-${path}`} aria-labelledby="postyard-fits-heading">
      <h3 id="postyard-fits-heading" className="field-label">
        On its channels
      </h3>
      {ids.length === 0 ? (
        <p className="postyard-fits__hint">
          Choose some under “Channels”: each shows here the post as it will look there, and what it
          lacks.
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
      {shown ? (
        <>
          <ChannelTabs
            channels={found.slice(0, mostTabs)}
            others={found.slice(mostTabs)}
            chosen={String(shown.channel)}
            panelId={panelId}
            onChoose={choose}
          />
          <div
            id={panelId}
            role="tabpanel"
            aria-labelledby={tabId(panelId, shown.channel)}
            aria-busy={isAsking}
          >
            <ChannelFit
              key={shown.channel}
              fit={shown}
              tenant={tenant}
              isAtOnce={!at}
              settings={all[String(shown.channel)] ?? {}}
              isReadOnly={Boolean(readOnly || disabled)}
              onSettings={(settings) => put(shown.channel, settings)}
            />
          </div>
        </>
      ) : null}
    </section>
  )
}
