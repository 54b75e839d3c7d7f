'use client'

import { useEffect, useState } from 'react'
import type { Problem } from '../../calls/problem.ts'
import { unlessStopped } from '../../calls/unlessStopped.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'

type PostName = { id: string | number; title: string }

/** The posts of a client that were written or edited last; undefined until they are read. */
export const usePosts = (
  tenant: string,
): { posts: PostName[] | undefined; problem: Problem | undefined } => {
  const { get } = useApi()
  const { slugs } = usePanel()
  const [posts, setPosts] = useState<PostName[]>()
  const [problem, setProblem] = useState<Problem>()
  const query = new URLSearchParams({
    'where[tenant][equals]': tenant,
    sort: '-updatedAt',
    limit: '100',
    depth: '0',
    'select[title]': 'true',
  })
  const path = `/${slugs.posts}?${query}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each client
  useEffect(() => {
    const stopping = new AbortController()
    get<{ docs: PostName[] }>(path, stopping.signal).then((answered) => {
      if ('answer' in answered) setPosts(answered.answer.docs)
      else setProblem(answered.problem)
    }, unlessStopped(stopping.signal))
    return () => stopping.abort()
  }, [path])
  return { posts, problem }
}
