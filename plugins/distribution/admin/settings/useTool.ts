'use client'

import { useEffect, useState } from 'react'
import type { ToolAnswer } from '../../channels/postiz/accounts/readToolAnswer.ts'
import type { Problem } from '../calls/problem.ts'
import { unlessStopped } from '../calls/unlessStopped.ts'
import { useApi } from '../calls/useApi.ts'
import { usePanel } from '../facts/FactsProvider.tsx'

type Args = {
  channel: string | number
  tool: string
  /** What it is told; undefined while that is not known yet, and then it is not asked. */
  data: Record<string, string> | undefined
}

/** What a platform offers to choose; asked when the field is shown, and again by `reload`. */
export const useTool = ({ channel, tool, data }: Args) => {
  const { ask } = useApi()
  const { slugs } = usePanel()
  const [answer, setAnswer] = useState<ToolAnswer>()
  const [problem, setProblem] = useState<Problem>()
  const [isBusy, setBusy] = useState(false)
  const [times, setTimes] = useState(0)
  const told = data && JSON.stringify(data)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again where it is told something else
  useEffect(() => {
    if (told === undefined) return
    const stopping = new AbortController()
    setBusy(true)
    const path = `/${slugs.channels}/${encodeURIComponent(String(channel))}/tools/${encodeURIComponent(tool)}`
    ask<ToolAnswer>(path, { data: JSON.parse(told) }, stopping.signal).then((answered) => {
      setBusy(false)
      if ('problem' in answered) return setProblem(answered.problem)
      setProblem(undefined)
      setAnswer(answered.answer)
    }, unlessStopped(stopping.signal))
    return () => stopping.abort()
  }, [channel, tool, told, times])
  return { answer, problem, isBusy, reload: () => setTimes((before) => before + 1) }
}
