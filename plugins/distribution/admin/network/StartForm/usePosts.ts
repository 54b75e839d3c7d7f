'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import type { Problem } from '../../calls/problem.ts'
import { unlessStopped } from '../../calls/unlessStopped.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'

type PostName = { id: string | number; title: string }

type Found = {
  /** Undefined until they are read. */
  posts: PostName[] | undefined
  /** How many there are besides. */
  others: number
  problem: Problem | undefined
}

/** How long nothing is typed before it is looked for, in milliseconds. */
const patienceMs = 300

/** The posts of a client with these words in their titles, those that were written or edited last first. */
export const usePosts = (tenant: string, words: string): Found => {
  const { get } = useApi()
  const { slugs } = usePanel()
  const [found, setFound] = useState<{ docs: PostName[]; totalDocs: number }>()
  const [problem, setProblem] = useState<Problem>()
  const query = new URLSearchParams({
    'where[tenant][equals]': tenant,
    sort: '-updatedAt',
    limit: '100',
    depth: '0',
    'select[title]': 'true',
    ...(words.trim() === '' ? {} : { 'where[title][like]': words.trim() }),
  })
  const path = `/${slugs.posts}?${query}`
  const isFirst = found === undefined
  const read = useEffectEvent((signal: AbortSignal) =>
    get<{ docs: PostName[]; totalDocs: number }>(path, signal).then((answered) => {
      setProblem('problem' in answered ? answered.problem : undefined)
      if ('answer' in answered) setFound(answered.answer)
    }, unlessStopped(signal)),
  )
  const waitMs = useEffectEvent(() => (isFirst ? 0 : patienceMs))
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each client and search
  useEffect(() => {
    const stopping = new AbortController()
    const timer = setTimeout(() => void read(stopping.signal), waitMs())
    return () => {
      clearTimeout(timer)
      stopping.abort()
    }
  }, [path])
  const posts = found?.docs
  return { posts, others: (found?.totalDocs ?? 0) - (posts?.length ?? 0), problem }
}
