'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'

type PostName = { id: string | number; title: string }

/** The posts of a client that were written or edited last. */
export const usePosts = (tenant: string): PostName[] | undefined => {
  const { get } = useApi()
  const { slugs } = usePanel()
  const [posts, setPosts] = useState<PostName[]>()
  const query = new URLSearchParams({
    'where[tenant][equals]': tenant,
    sort: '-updatedAt',
    limit: '100',
    depth: '0',
    'select[title]': 'true',
  })
  const path = `/${slugs.posts}?${query}`
  const read = useEffectEvent(async (signal: AbortSignal) => {
    const answered = await get<{ docs: PostName[] }>(path, signal)
    if (!signal.aborted) setPosts('answer' in answered ? answered.answer.docs : [])
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what it is read by
  useEffect(() => {
    const stopping = new AbortController()
    read(stopping.signal).catch((error: unknown) => {
      if (!stopping.signal.aborted) throw error
    })
    return () => stopping.abort()
  }, [path])
  return posts
}
