'use client'

import { useDocumentInfo, useForm, useFormFields } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import type { ForeseenChannel } from '../../distribute/foreseenOutput.ts'
import { idOf } from '../../id.ts'
import type { Problem } from '../calls/problem.ts'
import { unlessStopped } from '../calls/unlessStopped.ts'
import { useApi } from '../calls/useApi.ts'
import { usePanel } from '../facts/FactsProvider.tsx'
import { useMakingBeat } from '../preview/useMakingBeat.ts'

export type Checked = {
  problems: { code: string; message: string; field: string }[]
  channels: ForeseenChannel[]
}

/** How long somebody must have paused before the post is checked, in ms. */
const pauseMs = 400

type Loose = Record<string, unknown>

const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const idsOf = (value: unknown) =>
  (Array.isArray(value) ? value : []).flatMap((one) => idOf(one) ?? [])

const toPart = (part: unknown) => {
  const { text, media, delayMinutes } = isRecord(part) ? part : {}
  return {
    text: textOf(text),
    media: idsOf(media),
    ...(typeof delayMinutes === 'number' ? { delayMinutes } : {}),
  }
}

/** What the form of a post says now, as it is checked; undefined while it belongs to nobody or goes nowhere. */
const toBody = (data: Loose, id: string | number | undefined): Loose | undefined => {
  const tenant = idOf(data.tenant)
  const channels = idsOf(data.channels)
  if (tenant === undefined || channels.length === 0) return undefined
  const at = textOf(data.publishAt)
  return {
    ...(id === undefined ? {} : { id }),
    tenant,
    channels,
    title: textOf(data.title),
    text: textOf(data.text),
    link: textOf(data.link),
    media: idsOf(data.media),
    parts: (Array.isArray(data.parts) ? data.parts : []).map(toPart),
    ...(isRecord(data.render) ? { render: data.render } : {}),
    ...(isRecord(data.channelSettings) ? { channelSettings: data.channelSettings } : {}),
    ...(at !== '' && new Date(at) > new Date() ? { at: new Date(at).toISOString() } : {}),
  }
}

/**
 * How the post in the form would fare on each of its channels, asked anew whenever its writer pauses, and while something
 * is made for it. What was found last stays while it is asked.
 */
export const useCheck = (): { checked?: Checked; problem?: Problem; isAsking: boolean } => {
  const { ask } = useApi()
  const { slugs } = usePanel()
  const { getData } = useForm()
  const { id } = useDocumentInfo()
  const [checked, setChecked] = useState<Checked>()
  const [problem, setProblem] = useState<Problem>()
  const [isAsking, setAsking] = useState(false)
  // A change of any field is seen here; what is sent is read when its writer has paused.
  const changed = useFormFields(([fields]) => fields)
  const beat = useMakingBeat(checked?.channels)
  const last = useRef<{ said?: string | undefined; beat: number }>({ beat: 0 })
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again after a change, and at each beat
  useEffect(() => {
    const stopping = new AbortController()
    const timer = setTimeout(() => {
      const body = toBody(getData(), id)
      if (!body) {
        last.current.said = undefined
        setChecked(undefined)
        setProblem(undefined)
        setAsking(false)
        return
      }
      const said = JSON.stringify(body)
      const isSame = said === last.current.said
      // Typed back to what was asked last, whose answer stands.
      setAsking(!isSame)
      if (isSame && beat === last.current.beat) return
      ask<Checked>(`/${slugs.posts}/check`, body, stopping.signal).then((answered) => {
        const hasFailed = 'problem' in answered
        // What was not answered is asked again with the next change.
        last.current.said = hasFailed ? undefined : said
        last.current.beat = beat
        setAsking(false)
        if (hasFailed) return setProblem(answered.problem)
        setProblem(undefined)
        setChecked(answered.answer)
      }, unlessStopped(stopping.signal))
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      stopping.abort()
    }
  }, [changed, beat])
  return { checked, problem, isAsking }
}
