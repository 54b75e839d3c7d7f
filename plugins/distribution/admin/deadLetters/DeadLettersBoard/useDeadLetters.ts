'use client'

import { useState } from 'react'
import type { DeadLetter } from '../../../distribute/deadLetter.ts'
import type { DeadLettersAnswer } from '../../../distribute/operations/listDeadLetters.ts'
import type { Answered } from '../../calls/callApi.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePolling } from '../../live/usePolling.ts'
import { type DeadChoice, deadQuery } from '../deadChoice.ts'

/** How often the list is looked at, in milliseconds. */
const paceMs = 10_000

/** What is dead as it is now, kept fresh while the page is seen; `readOn` adds what a page does not hold. */
export const useDeadLetters = (choice: DeadChoice, first: DeadLettersAnswer | undefined) => {
  const { get } = useApi()
  const [shown, setShown] = useState(first)
  const [problem, setProblem] = useState<Problem>()
  const [pages, setPages] = useState(1)

  /** So many pages, one after the other. */
  const read = async (count: number, signal?: AbortSignal) => {
    const deliveries: DeadLetter[] = []
    let next: string | null = null
    for (let page = 0; page < count && (page === 0 || next !== null); page++) {
      const path = deadQuery(choice, next ?? undefined)
      const answered: Answered<DeadLettersAnswer> = await get<DeadLettersAnswer>(path, signal)
      if ('problem' in answered) return answered.problem
      deliveries.push(...answered.answer.deliveries)
      next = answered.answer.next
    }
    setShown({ deliveries, next })
    return undefined
  }

  const polling = usePolling({
    look: async (signal) => {
      const refused = await read(pages, signal)
      const isLost = refused !== undefined && (refused.status === 0 || refused.status >= 500)
      setProblem(isLost ? undefined : refused)
      return isLost ? null : paceMs
    },
  })
  return {
    letters: shown?.deliveries,
    hasMore: shown !== undefined && shown.next !== null,
    problem,
    lostSince: polling.lostSince,
    lookNow: polling.lookNow,
    readOn: async () => {
      setPages(pages + 1)
      setProblem(await read(pages + 1))
    },
  }
}
