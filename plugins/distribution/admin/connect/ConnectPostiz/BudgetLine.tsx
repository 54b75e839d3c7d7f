'use client'

import { useState } from 'react'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { usePolling } from '../../live/usePolling.ts'
import { Moment } from '../../time/Moment/index.tsx'
import { isSpent, type PostizBudget, tellBudget } from '../tellBudget.ts'

type Args = { tenant: string | number; zone: string }

const paceMs = 30_000

/** How many of the requests that Postiz takes in an hour are used, and when the next ones are to be had. */
export const BudgetLine = ({ tenant, zone }: Args) => {
  const { get } = useApi()
  const { slugs } = usePanel()
  const [budget, setBudget] = useState<PostizBudget>()
  const path = `/${slugs.tenants}/${encodeURIComponent(String(tenant))}/postiz-budget`
  usePolling({
    look: async (signal) => {
      const answered = await get<PostizBudget>(path, signal)
      if ('answer' in answered) {
        setBudget(answered.answer)
        return paceMs
      }
      // A refusal is an answer too: it will hardly be another one soon.
      return answered.problem.status === 0 ? null : 10 * paceMs
    },
  })
  if (!budget) return null
  const next = budget.blockedUntil ?? budget.startsAnewAt
  return (
    <p className="postyard-connect__checked">
      {tellBudget(budget)}
      {budget.blockedUntil ? ' It was asked too often, so it takes no more for now.' : null}
      {next ? (
        <>
          {' '}
          {isSpent(budget) ? 'Posts wait until ' : 'The count starts anew at '}
          <Moment at={next} zone={zone} />.
        </>
      ) : null}
      {budget.toldAt ? (
        <>
          {' '}
          Known since <Moment at={budget.toldAt} zone={zone} />.
        </>
      ) : null}
    </p>
  )
}
