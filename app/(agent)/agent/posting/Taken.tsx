import { Icon } from '../shell/Icon.tsx'
import type { TaskSummary } from '../tasks/task.ts'
import { spellTime } from '../words/spellTime.ts'
import { useWords } from '../words/useWords.ts'
import styles from './posting.module.css'

type Props = {
  lease: TaskSummary['lease'] | undefined
  /** The server's own sentence, for where it is not known who has it. */
  detail: string | undefined
  now: number
  onAgain: () => void
  onClose: () => void
}

/** Somebody else has the task: who, since when, and what to do. */
export const Taken = ({ lease, detail, now, onAgain, onClose }: Props) => {
  const words = useWords()
  const name = lease?.holder.name
  return (
    <div className={styles.taken} role="alert">
      <p className={styles.takenTitle}>
        <Icon name="person" size={24} />
        <strong>{words.lease.title}</strong>
      </p>
      <p>
        {lease && name
          ? words.lease.taken({ name, time: spellTime({ at: lease.openedAt, now, words }) })
          : (detail ?? words.problems.TASK_TAKEN)}
      </p>
      {name && <p>{words.lease.postedToo({ name })}</p>}
      <button type="button" className={styles.takenBack} onClick={onClose}>
        {words.task.backToList}
      </button>
      <button type="button" className={styles.takenAgain} onClick={onAgain}>
        {words.lease.again}
      </button>
    </div>
  )
}
