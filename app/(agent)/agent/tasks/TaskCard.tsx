import { Icon } from '../shell/Icon.tsx'
import { spellTime } from '../words/spellTime.ts'
import { useWords } from '../words/useWords.ts'
import { countdown } from './countdown.ts'
import { Ring } from './Ring.tsx'
import { Status } from './Status.tsx'
import { TenantName } from './TenantName.tsx'
import { heldByOther, type TaskView } from './task.ts'
import styles from './tasks.module.css'

type Props = {
  task: TaskView
  /** The id of the person whose list it is. */
  me: string
  now: number
  /** The next one to do is the biggest. */
  isNext?: boolean
  isOpen: boolean
  onOpen: (id: string) => void
}

/** One task of the list, as one button. */
export const TaskCard = ({ task, me, now, isNext = false, isOpen, onOpen }: Props) => {
  const words = useWords()
  const id = String(task.id)
  const { share, urgency } = countdown({ ...task, now })
  const isOver = task.outcome !== null
  const held = heldByOther(task, me, now)
  const { answeredBy } = task
  const time = (at: string) => spellTime({ at, now, words })
  return (
    <button
      type="button"
      id={`task-${id}`}
      className={styles.card}
      data-next={(isNext && !held) || undefined}
      data-over={isOver || undefined}
      data-held={held !== undefined || undefined}
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
          <span>{task.channel.name}</span> <TenantName tenant={task.tenant} />
        </span>
        <span className={styles.cardStates}>
          <Status task={task} now={now} />
          {isOver && task.answeredAt && (
            <span className={styles.cardTime}>
              {words.at({ time: time(task.answeredAt) })}
              {answeredBy &&
                String(answeredBy.id) !== me &&
                ` ${words.by({ name: answeredBy.name })}`}
            </span>
          )}
        </span>
        {held && (
          <span className={styles.held}>
            <Icon name="person" size={16} />
            {words.lease.held({ name: held.holder.name, time: time(held.openedAt) })}
          </span>
        )}
      </span>
    </button>
  )
}
