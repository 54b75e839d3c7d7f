'use client'

import { useEffect, useState } from 'react'
import type { SettingsForm } from '../../channels/settings/form.ts'
import type { Problem } from '../calls/problem.ts'
import { unlessStopped } from '../calls/unlessStopped.ts'
import { useApi } from '../calls/useApi.ts'
import { usePanel } from '../facts/FactsProvider.tsx'

export type ReadForm = SettingsForm & {
  channel: string | number
  postizFault?: { code: string; message: string }
}

/** The form of a channel's settings; nothing is read while `channel` is undefined. */
export const useSettingsForm = (
  channel: string | number | undefined,
): { form: ReadForm | undefined; problem: Problem | undefined } => {
  const { get } = useApi()
  const { slugs } = usePanel()
  const [form, setForm] = useState<ReadForm>()
  const [problem, setProblem] = useState<Problem>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once for each channel
  useEffect(() => {
    if (channel === undefined) return
    const stopping = new AbortController()
    const path = `/${slugs.channels}/${encodeURIComponent(String(channel))}/settings-form`
    get<ReadForm>(path, stopping.signal).then((answered) => {
      if ('problem' in answered) setProblem(answered.problem)
      else setForm(answered.answer)
    }, unlessStopped(stopping.signal))
    return () => stopping.abort()
  }, [channel])
  return { form, problem }
}
