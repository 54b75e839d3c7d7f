import { words } from '../words.ts'
import { Empty } from './Empty.tsx'
import { areToday, type Groups, waitsUntil } from './groupTasks.ts'
import { TaskCard } from './TaskCard.tsx'
import type { TaskView } from './task.ts'
import styles from './tasks.module.css'

type Props = {
  groups: Groups
  now: number
  openId: string | undefined
  onOpen: (id: string) => void
}

/** The tasks in three parts: what is to be done now, what comes later, and what was done. */
export const TaskList = ({ groups, now, openId, onOpen }: Props) => {
  const { later, done } = groups
  const isToday = areToday(
    later.map((task) => waitsUntil(task, now) ?? now),
    now,
  )
  const cards = (tasks: TaskView[], first?: boolean) => (
    <ul className={styles.cards}>
      {tasks.map((task, index) => (
        <li key={task.id}>
          <TaskCard
            task={task}
            now={now}
            isNext={first && index === 0}
            isOpen={openId === String(task.id)}
            onOpen={onOpen}
          />
        </li>
      ))}
    </ul>
  )
  return (
    <>
      <section aria-labelledby="now">
        <h2 className={styles.groupHead} id="now" tabIndex={-1}>
          {words.now}
          <Count of={groups.now.length} />
        </h2>
        {groups.now.length > 0 ? cards(groups.now, true) : <Empty groups={groups} now={now} />}
      </section>
      <details className={styles.group} open={groups.now.length === 0 && later.length > 0}>
        <summary>
          <h2 className={styles.groupHead}>
            {isToday ? words.laterToday : words.later}
            <Count of={later.length} />
          </h2>
        </summary>
        {later.length > 0 ? cards(later) : <p className={styles.none}>{words.noneLater}</p>}
      </details>
      <details className={styles.group}>
        <summary>
          <h2 className={styles.groupHead}>
            {words.done}
            <Count of={done.length} />
          </h2>
        </summary>
        {done.length > 0 ? cards(done) : <p className={styles.none}>{words.noneDone}</p>}
      </details>
    </>
  )
}

const Count = ({ of }: { of: number }) => (
  <>
    {' '}
    <span className={styles.count}>{of}</span>
  </>
)
