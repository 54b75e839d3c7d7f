import { useEffect, useRef, useState } from 'react'
import { callApi } from '../shell/callApi.ts'
import { Icon } from '../shell/Icon.tsx'
import { type Coming, type ComingContent, pageOfComing } from '../tasks/coming.ts'
import { Skeleton } from '../tasks/Skeleton.tsx'
import { spellTaskTime } from '../tasks/spellTaskTime.ts'
import type { TaskSummary } from '../tasks/task.ts'
import { usePage } from '../tasks/usePage.ts'
import type { Touch } from '../tasks/useTasks.ts'
import { explainProblem } from '../words/explainProblem.ts'
import { spellTime } from '../words/spellTime.ts'
import { useWords } from '../words/useWords.ts'
import { Content } from './Content.tsx'
import styles from './posting.module.css'
import { TaskHead } from './TaskHead.tsx'
import { TaskProblem } from './TaskProblem.tsx'

type Props = {
  delivery: string
  me: string
  listed: Coming | undefined
  /** True where it is in the list of what comes no more. */
  isOver: boolean
  now: number
  touch: Touch
  onTask: (task: TaskSummary) => void
  onReload: () => void
  onOpen: (id: string) => void
  onClose: () => void
  onLoggedOut: () => void
}

/** A post before its time: how it will be, and the way to do it now. */
export const ComingPage = (props: Props) => {
  const {
    delivery,
    me,
    listed,
    isOver,
    now,
    touch,
    onTask,
    onReload,
    onOpen,
    onClose,
    onLoggedOut,
  } = props
  const words = useWords()
  const { early } = words
  const isInTouch = touch === 'ok'
  const path = `/assist/coming/${encodeURIComponent(delivery)}`
  const found = usePage<ComingContent>({
    user: me,
    page: pageOfComing(delivery),
    path,
    isInTouch,
    onLoggedOut,
  })
  const [isStarting, setStarting] = useState(false)
  const [problem, setProblem] = useState<string>()
  const title = useRef<HTMLHeadingElement>(null)
  const isKnown = listed !== undefined
  useEffect(() => {
    window.scrollTo(0, 0)
    if (isKnown) title.current?.focus({ preventScroll: true })
  }, [isKnown])

  const start = async () => {
    setStarting(true)
    setProblem(undefined)
    const reply = await callApi<TaskSummary>({ path: `${path}/start`, method: 'POST' })
    if (reply.isOk) {
      onTask(reply.value)
      onOpen(String(reply.value.id))
    } else {
      setStarting(false)
      setProblem(explainProblem(reply, words))
    }
    onReload()
  }

  const dueAt = listed?.dueAt ?? (found.is === 'here' ? found.value.dueAt : undefined)
  const zone = listed?.tenant.timezone
  const isReady = listed?.isReady !== false
  const due =
    dueAt === undefined
      ? ''
      : early.due({
          time: zone
            ? spellTaskTime({ at: dueAt, now, zone, words })
            : spellTime({ at: dueAt, now, words }),
        })
  return (
    <>
      <TaskHead
        of={listed}
        heading={title}
        status={null}
        note={
          !isInTouch && found.is === 'here'
            ? words.asOf({ time: spellTime({ at: found.at, now, words }) })
            : ''
        }
        onClose={onClose}
      />
      {found.is === 'loading' && <Skeleton of="task" />}
      {(found.is === 'offline' || found.is === 'refused') && (
        <TaskProblem problem={found} onRetry={found.reload} onClose={onClose} />
      )}
      {found.is === 'here' && (
        <Content title={listed?.title} content={found.value}>
          <section className={styles.early} aria-label={due}>
            <p className={styles.earlyDue}>
              <Icon name="clock" />
              <strong>{due}</strong>
            </p>
            <p>
              {isOver ? early.gone : isReady ? `${early.meaning} ${early.mayChange}` : early.held}
            </p>
            {isOver && (
              <button type="button" onClick={onClose}>
                {words.task.backToList}
              </button>
            )}
            {isReady && !isOver && (
              <button type="button" disabled={isStarting || !isInTouch} onClick={start}>
                {isStarting ? early.starting : early.start}
              </button>
            )}
            {isReady && !isOver && !isInTouch && <p>{early.offline}</p>}
            {problem && (
              <p className={styles.said} role="alert">
                {early.failed} {problem}
              </p>
            )}
          </section>
        </Content>
      )}
    </>
  )
}
