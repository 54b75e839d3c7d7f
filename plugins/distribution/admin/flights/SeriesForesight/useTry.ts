'use client'

import { useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useEffect } from 'react'
import { idOf } from '../../../id.ts'
import type { TriedSeries } from '../../../series/operations/trySeries.ts'
import { unlessStopped } from '../../calls/unlessStopped.ts'
import { useApi } from '../../calls/useApi.ts'
import { tellTried } from './tried.ts'

/** So long nobody types before a source is looked at, in milliseconds. */
const pauseMs = 600

/** Whether enough is said of a source that it can be looked at. */
const isWhole = (source: unknown): boolean => {
  const said = (source ?? {}) as Record<string, unknown>
  const named = { folder: said.path, feed: said.url, query: said.collection }[String(said.kind)]
  return typeof named === 'string' && named.trim() !== ''
}

/** Looks at what stands in the form whenever it changes, and keeps what came of it for the fields. */
export const useTry = (isAllowed: boolean) => {
  const { ask } = useApi()
  const { id } = useDocumentInfo()
  const said = useFormFields(([fields]) => {
    const value = (path: string) => fields?.[path]?.value
    const tenant = idOf(value('tenant'))
    const source = value('source')
    if (tenant === undefined || !isWhole(source)) return undefined
    const text = (path: string) => String(value(path) ?? '').trim()
    const channels = value('channels')
    const days = Number(value('repeatDays'))
    return JSON.stringify({
      tenant,
      body: {
        source,
        ...(id === undefined ? {} : { series: id }),
        ...(text('slug') ? { slug: text('slug').slice(0, 100) } : {}),
        channels: (Array.isArray(channels) ? channels : []).flatMap((one) => idOf(one) ?? []),
        boardName: text('boardName') || null,
        repeatDays: Number.isInteger(days) && days > 0 ? days : null,
      },
    })
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at anew where something else is said
  useEffect(() => {
    if (said === undefined || !isAllowed) {
      tellTried(undefined)
      return
    }
    const { tenant, body } = JSON.parse(said)
    const stopping = new AbortController()
    const look = () => {
      tellTried({ isBusy: true })
      ask<TriedSeries>(
        `/tenants/${encodeURIComponent(String(tenant))}/try-series`,
        body,
        stopping.signal,
      ).then(
        (answered) => tellTried({ ...answered, isBusy: false }),
        unlessStopped(stopping.signal),
      )
    }
    const timer = setTimeout(look, pauseMs)
    return () => {
      clearTimeout(timer)
      stopping.abort()
    }
  }, [said, isAllowed])
  useEffect(() => () => tellTried(undefined), [])
}
