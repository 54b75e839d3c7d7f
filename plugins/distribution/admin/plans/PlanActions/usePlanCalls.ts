'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import type { RedriveAnswer } from '../../../distribute/operations/redriveDeadLetters.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { tellRedriven } from '../../deadLetters/tellRedriven.ts'
import { formatMoment } from '../../time/formatMoment.ts'
import { tellHalted, tellResumed } from '../tellPlan.ts'

type Lists = Record<'onTime' | 'late' | 'stale' | 'waiting' | 'moved', unknown[]>
type Halted = Record<'held' | 'followed', unknown[]>

/** What can be asked of a plan, `path` below the API's root: each tells what it came to, or why it was refused. */
export const usePlanCalls = (args: { path: string; zone: string; onDone: () => void }) => {
  const { path, zone, onDone } = args
  const { post } = useApi()
  const [isBusy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Problem>()
  const run = async <Answer>(
    action: string,
    body: { reason?: string },
    tell: (answer: Answer) => string,
  ) => {
    setBusy(true)
    setRefused(undefined)
    const answered = await post<Answer>(`${path}/${action}`, body)
    setBusy(false)
    if ('problem' in answered) setRefused(answered.problem)
    else toast.success(tell(answered.answer))
    onDone()
  }
  const because = (reason: string) => (reason.trim() === '' ? {} : { reason: reason.trim() })
  return {
    isBusy,
    refused,
    pause: (reason: string) => run('pause', because(reason), () => 'Paused.'),
    resume: (reason = '') => run<Lists>('resume', because(reason), tellResumed),
    halt: (reason: string) => run<Halted>('halt', because(reason), tellHalted),
    cancel: () =>
      run<{ cancelled: unknown[] }>(
        'cancel',
        {},
        ({ cancelled }) => `${cancelled.length} cancelled.`,
      ),
    retry: () =>
      run<RedriveAnswer>('retry-failed', {}, (answer) => {
        const now = new Date()
        const tellTime = (at: Date) => formatMoment({ at, zone, now })
        return (
          tellRedriven({ answer, now, tellTime }) ||
          'Nothing was tried again: what may be live already, and what a person gave up, is left out.'
        )
      }),
  }
}
