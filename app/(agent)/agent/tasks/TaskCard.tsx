import { words } from '../words.ts'
import { countdown, spellTime } from './countdown.ts'
import { Ring } from './Ring.tsx'
import { Status } from './Status.tsx'
import type { TaskView } from './task.ts'
import styles from './tasks.module.css'

type Props = {
  task: TaskView
  now: number
  /** The next one to do is the biggest. */
  isNext?: boolean
  isOpen: boolean
  onOpen: (id: string) => void
}

/** One task of the list, as one button. */
export const TaskCard = ({ task, now, isNext = false, isOpen, onOpen }: Props) => {
  const id = String(task.id)
  const { share, urgency } = countdown({ ...task, now })
  const isOver = task.outcome !== null
  return (
    <button
      type="button"
      id={`task-${id}`}
      className={styles.card}
      data-next={isNext || undefined}
      data-over={isOver || undefined}
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => onOpen(id)}
    >
      {!isOver && (
        <Ring
          letter={task.channel.platform.slice(0, 1).toUpperCase()}
          share={share}
          urgency={urgency}
        />
      )}
      <span className={styles.cardText}>
        <span className={styles.cardTitle}>{task.title}</span>
        <span className={styles.cardWhere}>
          {task.channel.name} · {task.tenant.name}
        </span>
        <span className={styles.cardStates}>
          <Status task={task} now={now} />
          {isOver && task.answeredAt && (
            <span className={styles.cardTime}>{words.at(spellTime(task.answeredAt, now))}</span>
          )}
        </span>
      </span>
    </button>
  )
}
