import { useWords } from '../words/useWords.ts'
import styles from './tasks.module.css'

/** The outline of what is being loaded. */
export const Skeleton = ({ of }: { of: 'list' | 'task' }) => {
  const words = useWords()
  return (
    <div className={styles.skeleton} data-of={of} role="status" aria-label={words.loading}>
      <span />
      <span />
      <span />
    </div>
  )
}
