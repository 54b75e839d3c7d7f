'use client'

import { useEffect, useState } from 'react'
import type { Problem } from '../calls/problem.ts'
import { unlessStopped } from '../calls/unlessStopped.ts'
import { useApi } from '../calls/useApi.ts'
import type { Page } from '../deliveries/delivery.ts'
import { usePanel } from '../facts/FactsProvider.tsx'

export type ChosenChannel = {
  id: string | number
  name: string
  platform: string
  state: string
  stateReason?: string | null
}

/** The channels of these ids, in their order; `channels` is undefined while they are read. */
export const useChannels = (
  ids: (string | number)[],
): { channels: ChosenChannel[] | undefined; problem: Problem | undefined } => {
  const { get } = useApi()
  const { slugs } = usePanel()
  const [read, setRead] = useState<{ wanted: string; channels: ChosenChannel[] }>()
  const [problem, setProblem] = useState<Problem>()
  const wanted = ids.join(',')
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again only where other channels are chosen
  useEffect(() => {
    if (wanted === '') return
    const stopping = new AbortController()
    const query = new URLSearchParams({
      'where[id][in]': wanted,
      depth: '0',
      pagination: 'false',
      ...Object.fromEntries(
        ['name', 'platform', 'state', 'stateReason'].map((name) => [`select[${name}]`, 'true']),
      ),
    })
    get<Page<ChosenChannel>>(`/${slugs.channels}?${query}`, stopping.signal).then((answered) => {
      if ('problem' in answered) return setProblem(answered.problem)
      setProblem(undefined)
      setRead({ wanted, channels: answered.answer.docs })
    }, unlessStopped(stopping.signal))
    return () => stopping.abort()
  }, [wanted])
  if (wanted === '') return { channels: [], problem: undefined }
  if (read?.wanted !== wanted) return { channels: undefined, problem }
  const byId = new Map(read.channels.map((channel) => [String(channel.id), channel]))
  return { channels: ids.flatMap((id) => byId.get(String(id)) ?? []), problem }
}
