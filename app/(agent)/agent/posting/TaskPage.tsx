import { useEffect, useRef } from 'react'
import { AskPanel } from '../answers/AskPanel.tsx'
import { applyAnswers } from '../answers/applyAnswers.ts'
import { DonePanel } from '../answers/DonePanel.tsx'
import { undoable } from '../answers/undoable.ts'
import type { Answers, Said } from '../answers/useAnswers.ts'
import { Skeleton } from '../tasks/Skeleton.tsx'
import { isWithManager, type TaskSummary, type TaskView } from '../tasks/task.ts'
import { useTask } from '../tasks/useTask.ts'
import type { Touch } from '../tasks/useTasks.ts'
import { Content } from './Content.tsx'
import { nextStep, stepsOf } from './stepsOf.ts'
import { TaskHead } from './TaskHead.tsx'
import { TaskProblem } from './TaskProblem.tsx'
import { isAndroid } from './targetApp.ts'
import { useSteps } from './useSteps.ts'

type Props = {
  id: string
  /** What the list knows of it, which may be newer than what was opened. */
  listed: TaskSummary | undefined
  next: TaskView | undefined
  answers: Answers
  now: number
  touch: Touch
  onOpen: (id: string) => void
  onClose: () => void
  onLoggedOut: () => void
}

/** One task: what to post, the steps, and the answer. */
export const TaskPage = (props: Props) => {
  const { id, listed, next, answers, now, touch, onOpen, onClose, onLoggedOut } = props
  const found = useTask({ id, isInTouch: touch === 'ok', onLoggedOut })
  const { done, mark } = useSteps(id)
  const title = useRef<HTMLHeadingElement>(null)
  const state = useRef<HTMLHeadingElement>(null)
  const hasSaid = useRef(false)

  const task = found.is === 'here' ? found.task : undefined
  const known = listed ?? task
  const [view] = known ? applyAnswers([known], answers.waiting) : []
  const isAsked =
    view !== undefined &&
    (view.outcome === null || (view.outcome === 'expired' && !isWithManager(view)))
  const steps = task
    ? stepsOf({
        files: task.files.length,
        caption: task.caption,
        canOpen: task.app.androidPackage !== null && isAndroid(navigator.userAgent),
      })
    : []
  const isKnown = view !== undefined

  useEffect(() => {
    window.scrollTo(0, 0)
    if (isKnown) title.current?.focus({ preventScroll: true })
  }, [isKnown])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows what the person said, and nothing else
  useEffect(() => {
    if (hasSaid.current) state.current?.focus()
    hasSaid.current = false
  }, [isAsked])

  const say = (said: Said) => {
    if (!view) return
    hasSaid.current = said.outcome !== 'snoozed'
    answers.give(view, said)
    if (said.outcome === 'snoozed') onClose()
  }
  const isOpen = isAsked && view.outcome === null

  return (
    <>
      <TaskHead view={view} now={now} heading={title} onClose={onClose} />
      {found.is === 'loading' && <Skeleton of="task" />}
      {(found.is === 'offline' || found.is === 'refused') && (
        <TaskProblem problem={found} onRetry={found.reload} onClose={onClose} />
      )}
      {task && <Content task={task} steps={isOpen ? steps : undefined} done={done} onDone={mark} />}
      {view && found.is !== 'loading' && isAsked && (
        <AskPanel
          task={view}
          now={now}
          isNext={task !== undefined && nextStep(steps, done) === undefined}
          heading={state}
          onSay={say}
        />
      )}
      {view && !isAsked && (
        <DonePanel
          task={view}
          now={now}
          touch={touch}
          undo={undoable({ book: answers, now, task: id })}
          next={next}
          heading={state}
          onUndo={() => say({ outcome: 'undo' })}
          onOpen={onOpen}
          onClose={onClose}
        />
      )}
    </>
  )
}
