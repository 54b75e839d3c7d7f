'use client'

import { useEffect, useState } from 'react'
import type { ID } from '../../id.ts'
import type { Problem } from '../calls/problem.ts'
import { unlessStopped } from '../calls/unlessStopped.ts'
import { useApi } from '../calls/useApi.ts'
import { usePanel } from '../facts/FactsProvider.tsx'
import { type CardValue, isFilled, tidyCard } from './cardValue.ts'

export type Preview = {
  image: string
  width: number
  height: number
  brand: { name: string; colour: string }
}

/** How long somebody must have paused before the card is drawn, in ms. */
const pauseMs = 350

type Args = { tenant: ID | undefined; card: CardValue }

/**
 * The card as the server would draw it now, asked anew whenever its writer pauses; the last request wins. What was drawn
 * last stays while it is asked.
 */
export const useCardPreview = ({ tenant, card }: Args) => {
  const { ask } = useApi()
  const { slugs } = usePanel()
  const [preview, setPreview] = useState<Preview>()
  const [problem, setProblem] = useState<Problem>()
  const [isDrawing, setDrawing] = useState(false)
  const said = JSON.stringify(isFilled(card) ? tidyCard(card) : null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked is all in `said`
  useEffect(() => {
    const wanted = JSON.parse(said) as CardValue | null
    if (tenant === undefined || wanted === null) {
      setPreview(undefined)
      setProblem(undefined)
      setDrawing(false)
      return
    }
    const stopping = new AbortController()
    setDrawing(true)
    const timer = setTimeout(() => {
      ask<Preview>(`/${slugs.posts}/preview-card`, { tenant, card: wanted }, stopping.signal).then(
        (answered) => {
          setDrawing(false)
          if ('problem' in answered) return setProblem(answered.problem)
          setProblem(undefined)
          setPreview(answered.answer)
        },
        unlessStopped(stopping.signal),
      )
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      stopping.abort()
    }
  }, [said, tenant])
  return { preview, problem, isDrawing }
}
