import type { OneTask } from '../tasks/useTask.ts'
import { words } from '../words.ts'
import styles from './posting.module.css'

type Props = {
  problem: Extract<OneTask, { is: 'offline' | 'refused' }>
  onRetry: () => void
  onClose: () => void
}

/** Why a task does not open, and what to do. */
export const TaskProblem = ({ problem, onRetry, onClose }: Props) => {
  const { task } = words
  const isGone = problem.is === 'refused'
  return (
    <div className={styles.problem} role="alert">
      <p>
        <strong>{isGone ? task.gone : task.notLoaded}</strong>{' '}
        {isGone ? problem.detail : task.notLoadedDetail}
      </p>
      <button type="button" onClick={isGone ? onClose : onRetry}>
        {isGone ? task.backToList : task.retry}
      </button>
    </div>
  )
}
