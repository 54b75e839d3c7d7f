import { useEffect, useRef } from 'react'
import { AskPanel } from '../answers/AskPanel.tsx'
import { applyAnswers } from '../answers/applyAnswers.ts'
import { DonePanel } from '../answers/DonePanel.tsx'
import { undoable } from '../answers/undoable.ts'
import type { Answers, Said } from '../answers/useAnswers.ts'
import { type Claim, claimOfDelivery } from '../claims/claim.ts'
import { LinkToClaim } from '../claims/LinkToClaim.tsx'
import { type Moved, sayMoved } from '../tasks/moved.ts'
import { Skeleton } from '../tasks/Skeleton.tsx'
import { Status } from '../tasks/Status.tsx'
import {
  heldByOther,
  isWithManager,
  type Task,
  type TaskSummary,
  type TaskView,
} from '../tasks/task.ts'
import { usePage } from '../tasks/usePage.ts'
import type { Touch } from '../tasks/useTasks.ts'
import { spellTime } from '../words/spellTime.ts'
import { useWords } from '../words/useWords.ts'
import { Content } from './Content.tsx'
import { HadOpen } from './HadOpen.tsx'
import { HandOver } from './HandOver.tsx'
import { Parts } from './Parts.tsx'
import styles from './posting.module.css'
import { Steps } from './Steps.tsx'
import { nextStep, stepsOf } from './stepsOf.ts'
import { Taken } from './Taken.tsx'
import { TaskHead } from './TaskHead.tsx'
import { TaskProblem } from './TaskProblem.tsx'
import { appName, isAndroid } from './targetApp.ts'
import { useLease } from './useLease.ts'
import { useSteps } from './useSteps.ts'

export type TaskPageProps = {
  id: string
  /** The id of the person who is logged in. */
  me: string
  /** What the list knows of it, which may be newer than what was opened. */
  listed: TaskSummary | undefined
  next: TaskView | undefined
  /** The claims of the person, one of which it may be part of. */
  claims?: Claim[] | undefined
  /** Where it went, where it was the person's and is no more. */
  moved: Moved | undefined
  answers: Answers
  now: number
  touch: Touch
  /** The API has said something newer about a task. */
  onTask: (task: TaskSummary) => void
  /** The list should be read anew. */
  onReload: () => void
  onOpen: (id: string) => void
  onClose: () => void
  onLoggedOut: () => void
}

/** One task: what to post, the steps, and the answer. */
export const TaskPage = (props: TaskPageProps) => {
  const { id, me, listed, next, moved, answers, now, touch, onOpen, onClose, onLoggedOut } = props
  const { onTask, onReload, claims = [] } = props
  const words = useWords()
  const isInTouch = touch === 'ok'
  const path = `/assist/tasks/${encodeURIComponent(id)}`
  const found = usePage<Task>({ user: me, page: id, path, isInTouch, onLoggedOut })
  const { done, mark } = useSteps(id)
  const title = useRef<HTMLHeadingElement>(null)
  const state = useRef<HTMLHeadingElement>(null)
  const hasSaid = useRef(false)

  const task = found.is === 'here' ? found.value : undefined
  const known = listed ?? task
  const [view] = known ? applyAnswers([known], answers.waiting) : []
  // What went to somebody else while it was open here is theirs: it must not be taken back by renewing the lease.
  const isOpen = view?.outcome === null && !moved
  const isAsked =
    view !== undefined && (isOpen || (view.outcome === 'expired' && !isWithManager(view)))
  const other = view && heldByOther(view, me, now)
  const { hold, ask, keep } = useLease({
    id,
    isWanted: isOpen,
    isInTouch,
    holder: other && `${other.holder.id} ${other.openedAt}`,
    onTask,
    onOver: onReload,
    onLoggedOut,
  })
  const isTaken = isOpen && (hold.is === 'taken' || (other !== undefined && hold.is !== 'mine'))
  const steps = task
    ? stepsOf({
        files: task.files.length,
        caption: task.caption,
        canOpen: task.app.androidPackage !== null && isAndroid(navigator.userAgent),
      })
    : []
  const isKnown = view !== undefined
  const claim = view && claimOfDelivery(claims, view.delivery)

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
    keep()
    answers.give(view, said)
    if (said.outcome === 'snoozed') onClose()
  }
  const note = (): string => {
    if (!isInTouch && found.is === 'here') {
      const time = spellTime({ at: found.at, now, words })
      return `${words.asOf({ time })} ${isOpen ? words.lease.unsure : ''}`
    }
    if (!isOpen || isTaken || hold.is === 'none' || hold.is === 'taken') return ''
    return words.lease[hold.is]
  }

  return (
    <>
      <TaskHead
        of={view}
        heading={title}
        status={view && <Status task={view} now={now} isShort />}
        note={note()}
        isProblem={hold.is === 'unsure'}
        onClose={onClose}
      />
      {claim && <LinkToClaim claim={claim} onOpen={onOpen} />}
      {moved && (
        <div className={styles.taken} role="alert">
          <p>{sayMoved(moved, words)}</p>
          <button type="button" className={styles.takenBack} onClick={onClose}>
            {words.task.backToList}
          </button>
        </div>
      )}
      {isTaken && (
        <Taken
          lease={other}
          detail={hold.is === 'taken' ? hold.detail : undefined}
          now={now}
          onAgain={ask}
          onClose={onClose}
        />
      )}
      {task && isOpen && !isTaken && <HadOpen before={task.hadOpen} now={now} />}
      {found.is === 'loading' && <Skeleton of="task" />}
      {(found.is === 'offline' || found.is === 'refused') && (
        <TaskProblem problem={found} onRetry={found.reload} onClose={onClose} />
      )}
      <fieldset className={styles.work} disabled={hold.is === 'asking'}>
        {task && (
          <Content title={task.title} content={task}>
            {isOpen && !isTaken && (
              <Steps
                task={task}
                app={appName({
                  platform: task.channel.platform,
                  androidPackage: task.app.androidPackage,
                })}
                steps={steps}
                done={done}
                onDone={mark}
              />
            )}
            {/* Some of what follows is due a while after the post. */}
            {((isOpen && !isTaken) || view?.outcome === 'posted') && <Parts parts={task.parts} />}
          </Content>
        )}
        {view && found.is !== 'loading' && isAsked && !isTaken && (
          <AskPanel
            task={view}
            now={now}
            isNext={!isOpen || (task !== undefined && nextStep(steps, done) === undefined)}
            heading={state}
            onSay={say}
          >
            {isOpen && (
              <HandOver
                id={id}
                me={me}
                onGiven={(given) => {
                  keep()
                  onTask(given)
                  onReload()
                  onClose()
                }}
              />
            )}
          </AskPanel>
        )}
      </fieldset>
      {view && !isAsked && !moved && (
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
