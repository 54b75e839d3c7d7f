'use client'

import { useEffect, useState } from 'react'
import type { CalendarAnswer } from '../../calendar/operations/readCalendar.ts'
import type { Problem } from '../calls/problem.ts'
import { useApi } from '../calls/useApi.ts'
import { usePolling } from '../live/usePolling.ts'

/** How often it is looked at again, in milliseconds. */
const everyMs = 10_000

/** What stands on the calendar, looked at again and again; `path` is what is asked of the API, once that is known. */
export const useCalendar = (path: string | undefined) => {
  const { get } = useApi()
  const [answer, setAnswer] = useState<CalendarAnswer>()
  const [problem, setProblem] = useState<Problem>()
  const { lostSince, lookNow } = usePolling({
    look: async (signal) => {
      if (path === undefined) return everyMs
      const answered = await get<CalendarAnswer>(path, signal)
      if ('answer' in answered) {
        setAnswer(answered.answer)
        setProblem(undefined)
        return everyMs
      }
      if (answered.problem.status === 0) return null
      setProblem(answered.problem)
      return everyMs
    },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path is looked at at once.
  useEffect(() => lookNow(), [path, lookNow])
  return { answer, problem, lostSince, lookNow }
}
