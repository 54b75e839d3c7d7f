'use client'

import { useEffect, useState } from 'react'
import { idOf } from '../../id.ts'
import type { SeriesSources } from '../../series/operations/seriesSources.ts'
import type { Problem } from '../calls/problem.ts'
import { unlessStopped } from '../calls/unlessStopped.ts'
import { useApi } from '../calls/useApi.ts'

/** Where the series of a client may have their items from; nothing while no client is chosen. */
export const useSources = (tenant: unknown, isAllowed: boolean) => {
  const { get } = useApi()
  const [sources, setSources] = useState<SeriesSources>()
  const [problem, setProblem] = useState<Problem>()
  const id = idOf(tenant)
  // biome-ignore lint/correctness/useExhaustiveDependencies: read anew for another client
  useEffect(() => {
    setSources(undefined)
    setProblem(undefined)
    if (id === undefined || !isAllowed) return
    const stopping = new AbortController()
    get<SeriesSources>(
      `/tenants/${encodeURIComponent(String(id))}/series-sources`,
      stopping.signal,
    ).then((answered) => {
      if ('answer' in answered) setSources(answered.answer)
      else setProblem(answered.problem)
    }, unlessStopped(stopping.signal))
    return () => stopping.abort()
  }, [id, isAllowed])
  return { sources, problem }
}
