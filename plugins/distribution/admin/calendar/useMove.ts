'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { useApi } from '../calls/useApi.ts'
import { tellDay } from '../flights/tellDay.ts'
import type { Card } from './toEvents.ts'

type To = {
  /** `YYYY-MM-DD`. */
  day: string
  /** `HH:MM`, or with seconds; left out, each keeps its time on the clock. */
  time?: string | undefined
}

/** Moves cards, says what came of it, and offers to undo it. `onMoved` is called whenever something is at another time. */
export const useMove = (onMoved: () => void) => {
  const { post } = useApi()
  const [isBusy, setBusy] = useState(false)
  /** True where it was moved. */
  const send = async (card: Pick<Card, 'plan' | 'day'>, { day, time }: To) => {
    setBusy(true)
    const path = `/plans/${encodeURIComponent(String(card.plan))}/move`
    const answered = await post<unknown>(path, { day: card.day, to: day, ...(time && { time }) })
    setBusy(false)
    if ('problem' in answered) toast.error(answered.problem.detail)
    onMoved()
    return 'answer' in answered
  }
  const move = async (card: Card, to: To): Promise<boolean> => {
    if (!(await send(card, to))) return false
    const undo = () =>
      send({ plan: card.plan, day: to.day }, { day: card.day, time: card.wall.slice(11) })
    toast.success(
      `“${card.title}” goes out on ${tellDay(to.day)}${to.time ? ` at ${to.time}` : ''}.`,
      {
        action: { label: 'Undo', onClick: () => void undo() },
        actionButtonStyle: { flex: 'none' },
      },
    )
    return true
  }
  return { move, isBusy }
}
