'use client'

import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { foretellMaking, type Making, makingActionOf, makingLabels, tellMaking } from '../making.ts'
import { ProgressBar } from '../ProgressBar/index.tsx'
import './index.css'

type Args = {
  making: Pick<Making, 'id' | 'kind' | 'state' | 'progress'> & { deliveries?: Making['deliveries'] }
  tenant: unknown
  onDone: () => void
}

/** The button that stops the making of a picture or video, or has it made again. */
export const MakingButton = ({ making, tenant, onDone }: Args) => {
  const api = useApi()
  const { slugs, may } = usePanel()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const action = makingActionOf(making.state)
  if (!action || !may('plans.write', tenant)) return null
  const told = foretellMaking(action, making)
  const press = async () => {
    setBusy(true)
    const path = `/${slugs.renditions}/${encodeURIComponent(String(making.id))}/${action}`
    const answered = await api.post(path, {})
    setBusy(false)
    setProblem('problem' in answered ? answered.problem.detail : undefined)
    onDone()
  }
  return (
    <>
      <Button
        aria-label={told}
        buttonStyle="secondary"
        disabled={isBusy}
        extraButtonProps={{ 'aria-busy': isBusy, 'data-action': action, title: told }}
        margin={false}
        onClick={() => void press()}
        size="xsmall"
        type="button"
      >
        {makingLabels[action]}
      </Button>
      {problem ? <p role="alert">{problem}</p> : null}
    </>
  )
}

/** How far a picture or video is that a delivery waits for, and the button beside it. */
export const MakingNote = (args: Args & { making: Making }) => {
  const { making } = args
  const said = tellMaking(making)
  if (said === undefined && makingActionOf(making.state) === undefined) return null
  return (
    <div className="postyard-making" data-state={making.state}>
      {said === undefined ? null : <span>{said}</span>}
      {making.state === 'rendering' ? (
        <ProgressBar percent={making.progress} label={said ?? 'How far it is'} />
      ) : null}
      <MakingButton {...args} />
    </div>
  )
}
