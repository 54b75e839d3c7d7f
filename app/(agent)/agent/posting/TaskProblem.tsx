import type { Page } from '../tasks/usePage.ts'
import { explainProblem } from '../words/explainProblem.ts'
import { useWords } from '../words/useWords.ts'
import styles from './posting.module.css'

type Props = {
  problem: Extract<Page<unknown>, { is: 'offline' | 'refused' }>
  onRetry: () => void
  onClose: () => void
}

/** Why a task does not open, and what to do. */
export const TaskProblem = ({ problem, onRetry, onClose }: Props) => {
  const words = useWords()
  const { task } = words
  const isGone = problem.is === 'refused'
  return (
    <div className={styles.problem} role="alert">
      <p>
        <strong>{isGone ? task.gone : task.notLoaded}</strong>{' '}
        {problem.is === 'refused' ? explainProblem(problem, words) : task.notLoadedDetail}
      </p>
      <button type="button" onClick={isGone ? onClose : onRetry}>
        {isGone ? task.backToList : task.retry}
      </button>
    </div>
  )
}
