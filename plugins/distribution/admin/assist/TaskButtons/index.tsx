'use client'

import { Button, toast, useAuth, useModal } from '@payloadcms/ui'
import { useId, useState } from 'react'
import type { WatchedTask } from '../../../assist/watchedTask.ts'
import type { Problem } from '../../calls/problem.ts'
import { useApi } from '../../calls/useApi.ts'
import { usePanel } from '../../facts/FactsProvider.tsx'
import { nameTask } from '../listNeeds.ts'
import { actionsOfTask, requestOf, type Said, type TaskAction } from '../taskActions.ts'
import { TaskDialog } from './TaskDialog.tsx'
import '../../deliveries/ActionButtons/index.css'
import './index.css'

type Args = {
  task: WatchedTask
  size?: 'small' | 'xsmall'
  /** What is offered elsewhere on the page. */
  omit?: TaskAction['name'][]
  /** True where the page asks for it elsewhere already, so that no button stands out. */
  isCalm?: boolean
  /** Told what was done, in a sentence. */
  onDone: (sentence: string) => void
}

/** What a manager can do about a task: take it over, give it on, answer for whoever has it, decide. */
export const TaskButtons = ({ task, size = 'xsmall', omit = [], isCalm = false, onDone }: Args) => {
  const api = useApi()
  const { user } = useAuth()
  const { slugs, may } = usePanel()
  const { openModal } = useModal()
  const modalSlug = `postyard-task-${useId()}`
  const [busy, setBusy] = useState<TaskAction['name']>()
  const [problem, setProblem] = useState<Problem>()
  // Of which task it was asked is kept with the question: the list may put another one into this place meanwhile.
  const [asked, setAsked] = useState<{ task: WatchedTask; action: TaskAction }>()
  if (!user || !may('tasks.manage', task.tenant.id)) return null

  const run = async (target: WatchedTask, action: TaskAction, said: Said = {}) => {
    setBusy(action.name)
    setProblem(undefined)
    const { path, body } = requestOf({
      task: target,
      action: action.name,
      said,
      me: user.id,
      deliveries: slugs.deliveries,
    })
    const answered = await api.post(path, body)
    setBusy(undefined)
    if ('problem' in answered) {
      setProblem(answered.problem)
      // Its row may be gone with the next look.
      toast.error(answered.problem.detail)
      onDone(answered.problem.detail)
      return
    }
    toast.success(action.done)
    onDone(`${nameTask(target)}: ${action.done}`)
  }
  const press = (action: TaskAction) => {
    if (!action.heading) return run(task, action)
    setAsked({ task, action })
    openModal(modalSlug)
  }

  const name = nameTask(task)
  const actions = actionsOfTask(task, user.id).filter((action) => !omit.includes(action.name))
  return (
    <div className={`postyard-actions postyard-actions--${size}`}>
      <div className="postyard-actions__buttons">
        {actions.map((action) => (
          <Button
            key={action.name}
            buttonStyle={action.isPrimary && task.need && !isCalm ? 'primary' : 'secondary'}
            disabled={busy !== undefined}
            extraButtonProps={{ 'aria-busy': busy === action.name, 'data-action': action.name }}
            aria-label={`${action.label}: ${name}`}
            margin={false}
            onClick={() => void press(action)}
            size={size}
            type="button"
          >
            {action.label}
          </Button>
        ))}
      </div>
      {problem ? (
        <p className="postyard-actions__problem" role="alert">
          {problem.detail}
        </p>
      ) : null}
      {asked ? (
        <TaskDialog
          key={`${asked.task.id} ${asked.action.name}`}
          task={asked.task}
          action={asked.action}
          modalSlug={modalSlug}
          onYes={(said) => run(asked.task, asked.action, said)}
        />
      ) : null}
    </div>
  )
}
