import { useCallback, useEffect, useState } from 'react'
import { applyAnswers } from '../answers/applyAnswers.ts'
import { UndoBar } from '../answers/UndoBar.tsx'
import { useAnswers } from '../answers/useAnswers.ts'
import { TaskPage } from '../posting/TaskPage.tsx'
import { Account } from '../session/Account.tsx'
import type { Person } from '../session/person.ts'
import { groupTasks } from '../tasks/groupTasks.ts'
import { Skeleton } from '../tasks/Skeleton.tsx'
import { TaskList } from '../tasks/TaskList.tsx'
import type { TaskSummary } from '../tasks/task.ts'
import { useTasks } from '../tasks/useTasks.ts'
import { words } from '../words.ts'
import { Mark } from './Mark.tsx'
import { Notices } from './Notices.tsx'
import styles from './shell.module.css'
import { useArrivals } from './useArrivals.ts'
import { useFocusBack } from './useFocusBack.ts'
import { useNow } from './useNow.ts'
import { useOpenTask } from './useOpenTask.ts'

type Props = { person: Person; onLogOut: () => Promise<boolean>; onLoggedOut: () => void }

/** What a person who is logged in sees: the list and the task that is open; side by side where there is room. */
export const Desk = ({ person, onLogOut, onLoggedOut }: Props) => {
  const { tasks, touch, skewMs, reload, patch } = useTasks({ onLoggedOut })
  const [accepted, setAccepted] = useState<TaskSummary>()
  const answers = useAnswers({
    user: person.id,
    isInTouch: touch === 'ok',
    onAccepted: useCallback(
      (task) => {
        patch(task)
        setAccepted(task)
      },
      [patch],
    ),
    onRefused: reload,
    onLoggedOut,
  })
  const now = useNow(skewMs)
  const { id, open, close } = useOpenTask()
  const shown = applyAnswers(tasks ?? [], answers.waiting)
  const groups = groupTasks(shown, now)
  const arrival = useArrivals(groups.now, tasks !== undefined)
  const waiting = answers.waiting.length

  useEffect(() => {
    document.title = words.title(groups.now.length)
  }, [groups.now.length])
  useFocusBack(
    id,
    groups.done.some((task) => String(task.id) === id),
  )

  return (
    <div className={styles.desk} data-open={id !== undefined || undefined}>
      <section className={styles.listPane} aria-label={words.page}>
        <header className={styles.bar}>
          <Mark size={32} />
          <h1>{words.page}</h1>
          <Account person={person} waiting={waiting} onLogOut={onLogOut} />
        </header>
        {tasks === undefined && touch === 'ok' ? (
          <Skeleton of="list" />
        ) : (
          <TaskList groups={groups} now={now} openId={id} onOpen={open} />
        )}
        <UndoBar answers={answers} now={now} />
      </section>
      <main className={styles.taskPane}>
        {id === undefined ? (
          <p className={styles.choose}>{words.choose}</p>
        ) : (
          <TaskPage
            key={id}
            id={id}
            listed={tasks?.find((task) => String(task.id) === id) ?? pick(accepted, id)}
            next={groups.now.find((task) => String(task.id) !== id)}
            answers={answers}
            now={now}
            touch={touch}
            onOpen={open}
            onClose={close}
            onLoggedOut={onLoggedOut}
          />
        )}
      </main>
      <Notices
        touch={touch}
        waiting={waiting}
        isBarred={answers.isBarred}
        refusals={answers.refusals}
        onDismiss={answers.dismiss}
      />
      <p className={styles.hidden} aria-live="polite">
        {arrival}
      </p>
    </div>
  )
}

const pick = (task: TaskSummary | undefined, id: string): TaskSummary | undefined =>
  task && String(task.id) === id ? task : undefined
